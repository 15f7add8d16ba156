using System.Text.Json;
using Turnpike.Bench;

switch (args)
{
    // The floor: what any .NET program pays to read the file at all.
    case ["floor", var path]:
        using (var document = JsonDocument.Parse(File.ReadAllBytes(path)))
        {
            Console.WriteLine(document.RootElement.EnumerateObject().Count());
        }

        return 0;
    case ["generate", var source, var target, var bytes]:
        PlanGenerator.Write(source, target, long.Parse(bytes, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["generate-code", var folder, .. var scale]:
        CodeGenerator.Write(folder, scale is [var times] ? int.Parse(times, System.Globalization.CultureInfo.InvariantCulture) : 1);
        return 0;
    case ["hcl-parse", var folder, .. var time]:
        HclParseBenchmark.Run(folder, time is [var seconds] ? double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["check", var cli, var repository, var workFolder, .. var rest]:
        CheckBenchmark.Run(cli, repository, workFolder, rest is [var runs] ? int.Parse(runs, System.Globalization.CultureInfo.InvariantCulture) : 5);
        return 0;
    case ["estate", var repository, var workFolder, .. var rest]:
        new EstateBenchmark(repository, workFolder, rest is [var counted] ? int.Parse(counted, System.Globalization.CultureInfo.InvariantCulture) : 5).Run();
        return 0;
    case ["cold", var cli, var repository]:
        CheckBenchmark.RunCold(cli, repository);
        return 0;
    default:
        Console.Error.WriteLine("usage: floor FILE | generate PLAN TARGET BYTES | generate-code FOLDER [SCALE] | hcl-parse FOLDER [SECONDS] | check CLI REPOSITORY WORKFOLDER [RUNS] | estate REPOSITORY WORKFOLDER [RUNS] | cold CLI REPOSITORY");
        return 3;
}

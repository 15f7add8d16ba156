using System.Globalization;
using Turnpike.Rego.Bench;

switch (args)
{
    case ["workloads", var folder, .. var names]:
        WorkloadBenchmark.Run(folder, names);
        return 0;
    case ["times", var folder, .. var names]:
        WorkloadBenchmark.RunPlain(folder, names);
        return 0;
    case ["compile"]:
        ProgramBenchmark.Compile();
        return 0;
    case ["threads", var folder, .. var names]:
        ProgramBenchmark.Threads(folder, names);
        return 0;
    case ["ground", var other, var folder, .. var names]:
        GroundBenchmark.Run(other, folder, names);
        return 0;
    case ["document", var megabytes]:
        ProgramBenchmark.Document(int.Parse(megabytes, CultureInfo.InvariantCulture));
        return 0;
    default:
        Console.Error.WriteLine("usage: workloads FOLDER [NAME…] | times FOLDER [NAME…] | compile | threads FOLDER [NAME…] | document MEGABYTES | ground OTHERBUILD FOLDER [NAME…]");
        return 3;
}

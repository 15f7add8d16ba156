using Turnpike.Rego.Bench;

switch (args)
{
    case ["workloads", var folder, .. var names]:
        WorkloadBenchmark.Run(folder, names);
        return 0;
    case ["times", var folder, .. var names]:
        WorkloadBenchmark.RunPlain(folder, names);
        return 0;
    default:
        Console.Error.WriteLine("usage: workloads FOLDER [NAME…] | times FOLDER [NAME…]");
        return 3;
}

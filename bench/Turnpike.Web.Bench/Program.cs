using System.Globalization;
using Turnpike.Web.Bench;

// Every page on a node with a large estate and many changes, asked by a program and by a browser that has nothing yet:
// the server's time, what goes over the wire, time to the first paint and to where keys and clicks do something.
if (args is not [var folder, ..])
{
    Console.Error.WriteLine("usage: Turnpike.Web.Bench <folder> [resources] [changes]");
    return 2;
}

var resources = Number(1, 100_000);
var changes = Number(2, 300);
await using var node = await BenchNode.StartAsync(folder, resources, changes);
var pages = await BenchPages.OfAsync(node);
await PageBenchmark.RunAsync(node, pages);
return 0;

int Number(int at, int usual) => args.Length > at ? int.Parse(args[at], CultureInfo.InvariantCulture) : usual;

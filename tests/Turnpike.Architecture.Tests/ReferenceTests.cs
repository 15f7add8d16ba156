using System.Xml.Linq;

namespace Turnpike.Architecture.Tests;

/// <summary>Who may reference whom, as docs/architecture.md says. Every project file is read.</summary>
public class ReferenceTests
{
    private static readonly Dictionary<string, string[]> s_allowed = new()
    {
        ["Turnpike.Text"] = [],
        ["Turnpike.Values"] = ["Text"],
        ["Turnpike.Rego"] = ["Text", "Values"],
        ["Turnpike.Hcl"] = ["Text", "Values"],
        ["Turnpike.Estate"] = ["Text", "Values"],
        ["Turnpike.Formats"] = ["Text", "Values", "Estate", "Hcl"],
        ["Turnpike.Connectors"] = ["Text", "Values", "Hcl", "Estate", "Formats"],
        ["Turnpike.Ledger"] = ["Text", "Values"],
        ["Turnpike.Ledger.Sqlite"] = ["Ledger"],
        ["Turnpike.Ledger.Postgres"] = ["Ledger"],
        ["Turnpike.Governance"] = ["Text", "Values", "Ledger", "Estate"],
        ["Turnpike.Gate"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats"],
        ["Turnpike.Inventory"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger"],
        ["Turnpike.Assessment"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Governance", "Inventory"],
        ["Turnpike.Catalog"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Governance", "Inventory"],
        ["Turnpike.Delivery"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Governance", "Inventory"],
        ["Turnpike.Web"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Governance", "Inventory", "Delivery", "Assessment", "Catalog"],
        ["Turnpike.Server"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Ledger.Sqlite", "Ledger.Postgres", "Governance", "Inventory", "Delivery", "Assessment", "Catalog", "Web", "Connectors"],
        ["Turnpike.Cli"] = ["Text", "Values", "Rego", "Hcl", "Estate", "Formats", "Gate", "Ledger", "Ledger.Sqlite", "Ledger.Postgres", "Governance", "Inventory", "Delivery", "Assessment", "Catalog", "Connectors", "Server"],
    };

    public static TheoryData<string> Projects() => [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Repository.Root, p))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_the_architecture_allows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var allowed = Assert.Contains(name, s_allowed).Select(n => "Turnpike." + n);
        var references = XDocument.Load(Path.Combine(Repository.Root, path)).Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

        Assert.Empty(references.Except(allowed));
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = XDocument.Load(Path.Combine(Repository.Root, "Turnpike.slnx")).Descendants("Project")
            .Select(p => p.Attribute("Path")!.Value).Order();
        var projects = new[] { "src", "tests", "bench" }
            .Select(d => Path.Combine(Repository.Root, d)).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.csproj", SearchOption.AllDirectories))
            .Select(p => Path.GetRelativePath(Repository.Root, p)).Order();

        Assert.Equal(projects, solution);
    }

    [Fact]
    public void Versions_stand_only_in_the_central_file_and_are_exact()
    {
        foreach (var path in Directory.EnumerateFiles(Repository.Root, "*.csproj", SearchOption.AllDirectories))
        {
            Assert.DoesNotContain(XDocument.Load(path).Descendants("PackageReference"), r => r.Attribute("Version") is not null);
        }

        Assert.All(
            XDocument.Load(Path.Combine(Repository.Root, "Directory.Packages.props")).Descendants("PackageVersion"),
            v => Assert.Matches(@"^\d+(\.\d+){1,3}$", v.Attribute("Version")!.Value));
    }
}

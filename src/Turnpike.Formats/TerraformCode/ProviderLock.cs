using Turnpike.Hcl;
using Turnpike.Hcl.Parsing;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Formats.TerraformCode;

/// <summary>The provider versions that a root's <c>.terraform.lock.hcl</c> has chosen.</summary>
public static class ProviderLock
{
    private const string FileName = ".terraform.lock.hcl";

    private static readonly BodySchema s_provider = new([new AttributeSchema("version")], []);
    private static readonly BodySchema s_file = new([], [new BlockSchema("provider", "address")]);

    /// <summary>By provider address; empty where there is no lock file or it cannot be read.</summary>
    public static IReadOnlyDictionary<string, string> Read(IFileTree files, string folder)
    {
        var versions = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = folder.Length == 0 ? FileName : folder + "/" + FileName;
        if (files.Read(path) is not { Refusal: null } content)
        {
            return versions;
        }

        // A lock file is written by Terraform; what is wrong with it is Terraform's to say.
        var faults = new DiagnosticBag();
        var file = HclParser.ParseFile(new SourceText(files.NameOf(path), content.Bytes), faults);
        foreach (var block in file.Body.GetPartialContent(s_file, faults, out _).Blocks)
        {
            if (block.Labels is [var address] && VersionOf(block, faults) is { } version)
            {
                versions.TryAdd(address, version);
            }
        }

        return versions;
    }

    private static string? VersionOf(HclBlock block, DiagnosticBag faults) =>
        block.Body.GetPartialContent(s_provider, faults, out _).Attribute("version")?.Expression is TemplateExpression { LiteralText: { } version } ? version : null;
}

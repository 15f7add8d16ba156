using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Hcl;
using Turnpike.Hcl.Terraform;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Tests;
using Turnpike.Text;

namespace Turnpike.Delivery.Tests;

/// <summary>Makes code results of Terraform code.</summary>
internal static class Code
{
    private static readonly Lazy<ProviderSchemas> s_aws = new(() => ProviderSchemas.Builtin.With(
        ProviderSchema.ReadCompact(new SourceText("aws", File.ReadAllBytes(Directory.GetFiles(Path.Combine(Vectors.RepositoryRoot, "packs", "data", "schemas"), "*aws*").Single())), [])!));

    public static byte[] Result(string main)
    {
        var tree = new OneFile(Encoding.UTF8.GetBytes(main));
        var root = new TerraformTree(tree, new TerraformOptions { Schemas = s_aws.Value }).Expand("");
        Assert.DoesNotContain(root.Diagnostics, static d => d.IsError);
        return CodeResultWriter.Write(new TerraformCodeDocument("shop", root, EstateScope.None, new Dictionary<string, string>()));
    }

    private sealed class OneFile(byte[] main) : IFileTree
    {
        public IReadOnlyList<FileTreeEntry>? List(string folder) => folder.Length == 0 ? [new FileTreeEntry("main.tf", IsFolder: false)] : null;

        public FileTreeContent? Read(string path) => path == "main.tf" ? new FileTreeContent(main) : null;
    }
}

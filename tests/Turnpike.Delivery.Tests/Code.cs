using System.Text;
using Turnpike.Estate.Identity;
using Turnpike.Formats.TerraformCode;
using Turnpike.Hcl;
using Turnpike.Hcl.Terraform;
using Turnpike.Tests;

namespace Turnpike.Delivery.Tests;

/// <summary>Makes code results of Terraform code.</summary>
internal static class Code
{
    public static byte[] Result(string main)
    {
        var tree = new OneFile(Encoding.UTF8.GetBytes(main));
        var root = new TerraformTree(tree, new TerraformOptions { Schemas = Packs.Schemas }).Expand("");
        Assert.DoesNotContain(root.Diagnostics, static d => d.IsError);
        return CodeResultWriter.Write(new TerraformCodeDocument("shop", root, EstateScope.None, new Dictionary<string, string>()));
    }

    private sealed class OneFile(byte[] main) : IFileTree
    {
        public IReadOnlyList<FileTreeEntry>? List(string folder) => folder.Length == 0 ? [new FileTreeEntry("main.tf", IsFolder: false)] : null;

        public FileTreeContent? Read(string path) => path == "main.tf" ? new FileTreeContent(main) : null;
    }
}

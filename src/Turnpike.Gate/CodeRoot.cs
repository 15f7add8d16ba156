using Turnpike.Hcl;
using Turnpike.Hcl.Terraform;

namespace Turnpike.Gate;

/// <summary>A root module of Terraform code to judge.</summary>
/// <param name="Tree">May be shared by many roots, so that modules are read once.</param>
/// <param name="Files">The files that <paramref name="Tree"/> reads.</param>
/// <param name="Folder">The root's folder in the tree.</param>
/// <param name="Name">What people call that folder.</param>
/// <param name="Scope">Part of the identity of its findings, which tells roots apart.</param>
public sealed record CodeRoot(TerraformTree Tree, IFileTree Files, string Folder, string Name, string Scope);

/// <summary>Terraform code that plans among the inputs were made of: their findings point into it.</summary>
/// <param name="Files">The tree of files.</param>
/// <param name="Options">How to read it; the values of variables are the plan's.</param>
/// <param name="Folder">Where in the tree to look for the root module of a plan.</param>
public sealed record PlanCode(IFileTree Files, TerraformOptions Options, string Folder);

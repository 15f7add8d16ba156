using Turnpike.Hcl.Terraform.Addresses;
using Turnpike.Values;

namespace Turnpike.Hcl.Terraform.Expansion;

/// <param name="Folder">Where its code lies in the tree; null where it is missing.</param>
/// <param name="Source">As written in the call; empty for the root.</param>
/// <param name="Call">The module block; null for the root.</param>
public sealed record ModuleInstance(ModuleInstanceAddress Address, string? Folder, string Source, SourcePlace? Call);

/// <param name="Value">Its unknown and sensitive parts marked.</param>
public sealed record OutputValue(string Name, Value Value, bool IsSensitive, SourcePlace Declaration);

/// <param name="Module">The module that configures it.</param>
/// <param name="LocalName">Its name in that module, such as <c>aws</c>.</param>
/// <param name="Alias">Null for the default configuration.</param>
/// <param name="Provider">Such as <c>registry.terraform.io/hashicorp/aws</c>.</param>
/// <param name="VersionConstraint">As the module's <c>required_providers</c> says; null where it says nothing.</param>
/// <param name="Value">The arguments, by the schema where it is known.</param>
/// <param name="Declaration">The provider block; null for the implied empty configuration.</param>
public sealed record ProviderConfiguration(
    ModuleInstanceAddress Module, string LocalName, string? Alias, string Provider, string? VersionConstraint, Value Value, SourcePlace? Declaration);

public enum CheckStatus
{
    Pass,
    Fail,
    Unknown,
    Error,
}

/// <summary>A precondition, postcondition, variable validation or assertion of a check block.</summary>
/// <param name="Subject">What it is about: an address such as <c>check.health</c>, <c>var.name</c>, <c>aws_x.y[0]</c>, <c>output.o</c>.</param>
/// <param name="Message">The error message where it failed and the message is known.</param>
public sealed record CheckResult(string Subject, CheckStatus Status, string? Message, SourcePlace Place);

/// <summary>The block at <paramref name="From"/> needs the one at <paramref name="To"/>: both configuration addresses.</summary>
public readonly record struct ConfigurationEdge(string From, string To);

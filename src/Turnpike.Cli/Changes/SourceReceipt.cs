namespace Turnpike.Cli.Changes;

/// <summary>What the server says of a state or manifest that it took.</summary>
internal sealed record SourceReceiptResource(string Scope, string Name, string Kind, int Resources, int Added, int Changed, int Removed, bool IsUnchanged);

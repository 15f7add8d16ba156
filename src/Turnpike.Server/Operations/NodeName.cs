namespace Turnpike.Server.Operations;

/// <summary>Which process this is among the nodes: another one after each start.</summary>
public sealed record NodeName(string Text)
{
    public override string ToString() => Text;
}

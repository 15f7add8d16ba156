using Turnpike.Text;
using Turnpike.Values;
using Turnpike.Values.Json;

namespace Turnpike.Connectors.States;

/// <summary>Whether what a backend gave is a state at all, and who holds its lock.</summary>
internal static class StateContent
{
    /// <summary>A state covers whatever its code manages.</summary>
    public static readonly IReadOnlyList<string> Types = ["*"];

    /// <param name="what">Where it was read: a path, an address without its credentials.</param>
    /// <param name="locked">Who holds the lock; null where nobody does or it cannot be told.</param>
    public static StateFile Make(string name, string workspace, string what, ReadOnlyMemory<byte> content, string? locked = null)
    {
        var fault = Fault(content);
        return fault is null
            ? new StateFile(name, workspace, content, new Coverage(what, CoverageStatus.Read, Types, locked))
            : new StateFile(name, workspace, null, new Coverage(what, CoverageStatus.Failed, Types, fault));
    }

    public static StateFile Missing(string name, string workspace, string what, CoverageStatus status, string message) =>
        new(name, workspace, null, new Coverage(what, status, Types, message));

    /// <summary>In words, from what Terraform writes into a lock; null where it is none.</summary>
    public static string? Lock(ReadOnlyMemory<byte> info)
    {
        var read = JsonReader.Read(new SourceText("lock", info), []);
        return read.TextAt("ID") is null ? null
            : $"locked by {read.TextAt("Who")} ({read.TextAt("Operation")}) since {read.TextAt("Created")}: it may be about to change";
    }

    private static string? Fault(ReadOnlyMemory<byte> content)
    {
        if (content.Span.Trim(" \t\r\n"u8).IsEmpty)
        {
            return "the state is empty";
        }

        var read = JsonReader.Read(new SourceText("state", content) { IsConfidential = true }, []);
        return read.At("encrypted_data") is not null ? "the state is encrypted, so that only OpenTofu with its key can read it"
            : read.At("version") is not NumberValue || read.At("resources") is not ArrayValue ? "this is no Terraform state"
            : null;
    }
}

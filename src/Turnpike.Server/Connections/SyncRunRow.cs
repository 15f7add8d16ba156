using Turnpike.Server.Storage;

namespace Turnpike.Server.Connections;

/// <summary>A run as its table has it.</summary>
internal sealed record SyncRunRow(string Id, string Connection, string Node, string RunBy, long Started, long? Ended, long Outcome, string? Says, long Parts, long Changed, long Unread)
{
    public const string Columns = "id, connection, node, run_by AS RunBy, started, ended, outcome, says, parts, changed, unread";

    public SyncRunRecord ToRecord() =>
        new(Id, Connection, Node, RunBy, Moment.At(Started), Moment.At(Ended), (SyncOutcome)Outcome, Says, (int)Parts, (int)Changed, (int)Unread);
}

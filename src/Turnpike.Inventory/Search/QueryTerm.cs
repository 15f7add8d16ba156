namespace Turnpike.Inventory.Search;

/// <summary>A part of a query. Parts are asked in the order of <see cref="Cost"/>: what is cheap leaves less for the rest.</summary>
internal abstract record QueryTerm
{
    public abstract int Cost { get; }

    /// <summary>It can only be answered of a joined estate.</summary>
    public virtual bool AsksJoined => false;
}

internal sealed record AllOf(IReadOnlyList<QueryTerm> Terms) : QueryTerm
{
    public override int Cost => Terms.Count == 0 ? 0 : Terms.Max(static t => t.Cost);

    public override bool AsksJoined => Terms.Any(static t => t.AsksJoined);
}

internal sealed record AnyOf(IReadOnlyList<QueryTerm> Terms) : QueryTerm
{
    public override int Cost => 1 + Terms.Sum(static t => t.Cost);

    public override bool AsksJoined => Terms.Any(static t => t.AsksJoined);
}

internal sealed record Not(QueryTerm Term) : QueryTerm
{
    public override int Cost => 1 + Term.Cost;

    public override bool AsksJoined => Term.AsksJoined;
}

internal enum RowColumn
{
    Type,
    Provider,
    Source,
}

internal sealed record ScopeTerm(Glob Scope) : QueryTerm
{
    public override int Cost => 0;
}

/// <summary>What many rows share.</summary>
internal sealed record ColumnTerm(RowColumn Column, Glob Value) : QueryTerm
{
    public override int Cost => 1;
}

internal sealed record AttributeTerm(ulong Fingerprint) : QueryTerm
{
    public override int Cost => 2;
}

internal enum RelationSide
{
    Either,
    DependsOn,
    UsedBy,
}

/// <summary>What is related to something that a person names.</summary>
internal sealed record RelatedTerm(RelationSide Side, string Named) : QueryTerm
{
    public override int Cost => 2;
}

/// <summary>Text of a row.</summary>
/// <param name="Needle">Folded; every match holds it.</param>
internal abstract record TextTerm(byte[] Needle) : QueryTerm
{
    public override int Cost => 4;

    /// <summary>The whole row was looked at: where the needle stands makes no difference.</summary>
    public virtual bool LooksAtRow => false;

    /// <summary>Whether a row that holds the needle matches.</summary>
    /// <param name="row">The folded text of the row.</param>
    /// <param name="at">Where in it the needle stands.</param>
    public abstract bool Matches(ReadOnlySpan<byte> row, int at);
}

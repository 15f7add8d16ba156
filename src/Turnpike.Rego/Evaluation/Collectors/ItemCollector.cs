using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>Takes what the solutions of an array comprehension give, in order.</summary>
internal abstract class ItemCollector : Collector
{
    /// <summary>True if nothing more need be found.</summary>
    public abstract bool Add(Machine machine, Value item);
}

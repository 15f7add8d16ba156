using Turnpike.Rego.Evaluation.Unknowns;
using Turnpike.Values;

namespace Turnpike.Rego.Evaluation;

/// <summary>Gathers what a body's solutions give.</summary>
internal abstract class Collector
{
    /// <summary>Past this many possible solutions a collection is cut to one that stands for any number.</summary>
    public const int MaxPossible = 1000;

    /// <summary>The stand-in for everything that was cut.</summary>
    protected static PossibleValue Rest(PathMark causes)
    {
        var mark = causes.AsMany();
        return mark.Wrap(UnknownValue.Derived("(too many possible members)", mark.Causes, isAnonymous: true));
    }
}


using System.Collections.Concurrent;
using Turnpike.Rego.Syntax;
using Turnpike.Text;

namespace Turnpike.Rego.Coverage;

/// <summary>
/// Notes which lines of policies were evaluated. Given to the compiler, it costs a step before each statement; without it
/// nothing is compiled for it. Any number of threads may evaluate at once.
/// </summary>
public sealed class RegoCoverage
{
    private readonly ConcurrentDictionary<(SourceText Source, int Start), CoveragePoint> _points = [];

    /// <summary>What was and was not evaluated of a module.</summary>
    public FileCoverage Of(RegoModule module)
    {
        var lines = new SortedDictionary<int, bool>();
        foreach (var span in CoveredSyntax.Of(module))
        {
            lines.TryAdd(module.Source.PositionAt(span.Start).Line, false);
        }

        foreach (var ((source, start), point) in _points)
        {
            var line = point.IsReached && ReferenceEquals(source, module.Source) ? source.PositionAt(start).Line : 0;
            if (lines.ContainsKey(line))
            {
                lines[line] = true;
            }
        }

        return new FileCoverage(
            module.Source.Name,
            [.. lines.Where(static line => line.Value).Select(static line => line.Key)],
            [.. lines.Where(static line => !line.Value).Select(static line => line.Key)]);
    }

    internal CoveragePoint PointAt(SourceText source, TextSpan span) => _points.GetOrAdd((source, span.Start), static _ => new CoveragePoint());
}

/// <summary>A place in a policy.</summary>
internal sealed class CoveragePoint
{
    public bool IsReached { get; set; }
}

/// <param name="Covered">Lines, from 1, of expressions and rule heads that were evaluated.</param>
public sealed record FileCoverage(string Name, IReadOnlyList<int> Covered, IReadOnlyList<int> NotCovered)
{
    public double Percent => Percentage(Covered.Count, NotCovered.Count);

    /// <summary>With two decimals; all of nothing is 100.</summary>
    public static double Percentage(int covered, int notCovered) =>
        covered + notCovered == 0 ? 100 : Math.Round(100.0 * covered / (covered + notCovered), 2);
}

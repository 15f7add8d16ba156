namespace Turnpike.Assessment.Results;

/// <summary>How a measure stands to the thresholds of the profile.</summary>
public enum Grade
{
    /// <summary>The profile asks nothing of it.</summary>
    None,
    Good,
    Fair,
    Poor,

    /// <summary>It could not be measured.</summary>
    Unknown,
}

/// <summary>A measure as its section declares it.</summary>
/// <param name="Id">Stable: the section, a dot, a name; profiles and trends go by it.</param>
/// <param name="Unit">Such as <c>%</c>, <c>days</c>; empty for a count.</param>
public sealed record MeasureForm(string Id, string Name, string Unit, bool HigherIsBetter);

/// <summary>What was measured.</summary>
/// <param name="Value">Null where it could not be measured.</param>
/// <param name="Of">Of how many it was measured; null where that means nothing.</param>
/// <param name="Threshold">What the profile asks; null where nothing.</param>
public sealed record Measure(string Id, string Name, double? Value, string Unit, int? Of, bool HigherIsBetter, Threshold? Threshold, Grade Grade)
{
    /// <summary>As the assessment that this one is compared with had it.</summary>
    public double? Before { get; init; }

    /// <summary>Null where there is nothing to compare with.</summary>
    public Direction? Direction { get; init; }
}

/// <summary>Where a measure went.</summary>
public enum Direction
{
    Same,
    Better,
    Worse,
}

/// <param name="Good">From here on good.</param>
/// <param name="Fair">From here on fair; beyond it poor.</param>
public sealed record Threshold(double Good, double Fair)
{
    public Grade Grade(double? value, bool higherIsBetter) => value is not { } v ? Results.Grade.Unknown
        : higherIsBetter ? (v >= Good ? Results.Grade.Good : v >= Fair ? Results.Grade.Fair : Results.Grade.Poor)
        : v <= Good ? Results.Grade.Good : v <= Fair ? Results.Grade.Fair : Results.Grade.Poor;
}

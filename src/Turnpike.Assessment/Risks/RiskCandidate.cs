namespace Turnpike.Assessment.Risks;

/// <summary>A systemic risk that may be there: which lines feed it, and what is known of it before anything is counted.</summary>
/// <param name="Id">Stable, in kebab case: trends go by it.</param>
/// <param name="Kinds">The kinds of lines that feed it; a trailing star stands for all that begin so: <c>spof.*</c>.</param>
/// <param name="Looked">The types, or beginnings with a star, of which the affected are a share; empty for the whole estate.</param>
/// <param name="Prior">How likely it is to strike within a year with a single one affected; from 0 to 1.</param>
/// <param name="Title">What may happen, in words for whoever pays.</param>
/// <param name="FirstStep">The smallest thing that lowers it most.</param>
public sealed record RiskCandidate(string Id, string Title, IReadOnlyList<string> Kinds, IReadOnlyList<string> Looked, double Prior, string FirstStep);

namespace Turnpike.Rego.Tests.Workloads;

/// <summary>Tests that measure: no other runs beside them, since pools that are shared would be found empty.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

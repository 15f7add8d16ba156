using Turnpike.Text;

namespace Turnpike.Assessment.Lifecycle;

/// <summary>Which releases of which products are supported until when, as their makers say: <c>packs/data/lifecycle</c>.</summary>
/// <param name="Faults">What could not be read of the files; what they were about is left out.</param>
public sealed record LifecycleData(IReadOnlyList<SupportedProduct> Products, IReadOnlyList<RemovedApi> RemovedApis, IReadOnlyList<Diagnostic> Faults)
{
    public static LifecycleData None { get; } = new([], [], []);

    /// <summary>Every fault of every file is told, with its place.</summary>
    public static LifecycleData Read(IEnumerable<SourceText> files)
    {
        var faults = new DiagnosticBag();
        var (products, removed) = (new List<SupportedProduct>(), new List<RemovedApi>());
        foreach (var file in files)
        {
            new LifecycleReader(file, faults).Read(products, removed);
        }

        return new LifecycleData(products, removed, [.. faults]);
    }
}

/// <summary>A version of an API that Kubernetes has removed, or will.</summary>
/// <param name="In">The first version of Kubernetes without it, <c>1.25</c>.</param>
/// <param name="Use">What takes its place.</param>
public sealed record RemovedApi(string ApiVersion, string Kind, string In, string Use);

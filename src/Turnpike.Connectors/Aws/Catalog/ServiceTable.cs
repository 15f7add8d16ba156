namespace Turnpike.Connectors.Aws.Catalog;

/// <summary>Every service that there is a data file for, in the order of their names.</summary>
internal static class ServiceTable
{
    private const string Prefix = "aws/";

    private static readonly Lazy<IReadOnlyList<ServiceDefinition>> s_all = new(Load);

    public static IReadOnlyList<ServiceDefinition> All => s_all.Value;

    private static List<ServiceDefinition> Load()
    {
        var assembly = typeof(ServiceTable).Assembly;
        var services = new List<ServiceDefinition>();
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var stream = assembly.GetManifestResourceStream(resource)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            services.Add(ServiceReader.Read(resource[Prefix.Length..], bytes));
        }

        return services;
    }
}

using System.Reflection;

namespace Turnpike.Cli;

internal static class Product
{
    /// <summary>The version without the build's metadata.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0.0.0";
}

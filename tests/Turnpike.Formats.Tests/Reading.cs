using System.Text;
using Turnpike.Values;

namespace Turnpike.Formats.Tests;

/// <summary>Short ways to read a text in a test.</summary>
internal static class Reading
{
    public static InputRead Read(string text, InputReaderOptions? options = null) => InputReader.Read("input", Encoding.UTF8.GetBytes(text), options);

    public static T ReadAs<T>(string text)
        where T : InputDocument
    {
        var read = Read(text);
        Assert.Empty(read.Diagnostics.Select(static d => d.ToString()));
        return Assert.IsType<T>(read.Document);
    }

    /// <summary>Steps parted by slashes; a number is a place in a list.</summary>
    public static ValuePath Path(string text) =>
        text.Length == 0 ? ValuePath.Root : new([.. text.Split('/').Select(static s => int.TryParse(s, out var i) ? Value.Of(i) : (Value)Value.Of(s))]);

    /// <summary>Each error as <c>CODE line:column</c>.</summary>
    public static string[] Faults(InputRead read) => [.. read.Diagnostics.Select(static d => $"{d.Code} {d.Position}")];
}

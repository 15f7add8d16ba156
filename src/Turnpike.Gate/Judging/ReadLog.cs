using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Turnpike.Estate;
using Turnpike.Estate.Views;
using Turnpike.Values;

namespace Turnpike.Gate.Judging;

/// <summary>
/// What judging read of the estate around: which resources, and what each question found, nothing too. Rules are functions
/// of their input and of these answers, so equal logs mean an equal verdict. Safe for several threads.
/// </summary>
internal sealed class ReadLog(ResourceViews views)
{
    private readonly ConcurrentDictionary<string, byte> _notes = new();

    public ReadSide After { get; } = new(views.Overlay.After, resource => views.After(resource).Attributes);

    public ReadSide Before { get; } = new(views.Overlay.Before, resource => views.Before(resource).Attributes);

    /// <summary>Something else that the report says of the estate.</summary>
    public void Note(string line) => _notes.TryAdd(line, 0);

    /// <summary>The satellites from around that a resource of the plan is judged with.</summary>
    public void Judged(ResourceView? after, ResourceView? before)
    {
        After.Read(after?.Sources ?? []);
        Before.Read(before?.Sources ?? []);
    }

    /// <param name="key">The installation's key; without it what is sensitive takes no part.</param>
    public ContentHash Hash(ReadOnlySpan<byte> key)
    {
        List<string> lines = [.. _notes.Keys, .. After.Lines("after", key), .. Before.Lines("before", key)];
        lines.Sort(StringComparer.Ordinal);
        return new ContentHash(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', lines))));
    }
}

/// <summary>What was read of the estate at one moment.</summary>
internal sealed class ReadSide(EstateModel model, Func<Resource, Value> attributes)
{
    private readonly ConcurrentDictionary<Resource, byte> _read = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<string, byte> _answers = new();

    public void Answered(string scope, string question, IReadOnlyList<Resource> found)
    {
        var around = found.Where(model.IsSurrounding).ToList();
        Read(around);
        _answers.TryAdd($"{scope} asked {question}: {string.Join(" ", around.Select(static r => r.Id.ToString()).Order(StringComparer.Ordinal))}", 0);
    }

    public void Read(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            if (model.IsSurrounding(resource))
            {
                _read.TryAdd(resource, 0);
            }
        }
    }

    public List<string> Lines(string side, ReadOnlySpan<byte> key)
    {
        var lines = new List<string>(_read.Count + _answers.Count);
        foreach (var answer in _answers.Keys)
        {
            lines.Add($"{side} {answer}");
        }

        foreach (var resource in _read.Keys)
        {
            lines.Add($"{side} {resource.Id} {Convert.ToHexStringLower(SHA256.HashData(Text(attributes(resource), key)))}");
        }

        return lines;
    }

    private static byte[] Text(Value value, ReadOnlySpan<byte> key) =>
        !value.HoldsSensitive && value.IsGround ? JsonText.Canonical(value)
        : key.Length == Withheld.KeyBytes ? WithheldJson.Canonical(value, key)
        : Encoding.UTF8.GetBytes(JsonText.Redacted(value));
}

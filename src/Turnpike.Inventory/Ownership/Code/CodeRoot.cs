using Turnpike.Formats;
using Turnpike.Values;

namespace Turnpike.Inventory.Ownership.Code;

/// <summary>A root of Terraform code, with the blocks that a state made of it would hold.</summary>
internal sealed class CodeRoot
{
    private const int MaxDepth = 16;
    private const int MaxBlocks = 50_000;

    private readonly Dictionary<string, string> _blocks = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _elsewhere = new(StringComparer.Ordinal);

    private CodeRoot(string scope, string folder, string? key) => (Scope, Folder, BackendKey) = (scope, folder, key);

    public string Scope { get; }

    public string Folder { get; }

    public string? BackendKey { get; }

    /// <summary>Blocks with their modules and without indexes.</summary>
    public IEnumerable<string> Blocks => _blocks.Keys;

    /// <summary>Calls of modules whose code is not in the repository.</summary>
    public IEnumerable<string> ModulesElsewhere => _elsewhere.Keys;

    public static CodeRoot Read(string scope, ObjectValue spec)
    {
        var root = new CodeRoot(scope, spec.TextAt("path") ?? "", spec.TextAt("backend_key"));
        var calls = spec.ItemsAt("modules").ToLookup(static m => m.TextAt("in") ?? "", StringComparer.Ordinal);
        var blocks = spec.ItemsAt("resources").ToLookup(static r => r.TextAt("in") ?? "", StringComparer.Ordinal);
        root.Add(root.Folder, "", blocks, calls, 0);
        return root;
    }

    /// <summary>Where the block stands that made a resource; the call, where its module is elsewhere; null where it is not of this root.</summary>
    public string? PlaceOf(string block)
    {
        if (_blocks.TryGetValue(block, out var place))
        {
            return place;
        }

        foreach (var module in BlockAddress.ModulesOf(block))
        {
            if (_elsewhere.TryGetValue(module, out var call))
            {
                return call;
            }
        }

        return null;
    }

    private void Add(string folder, string prefix, ILookup<string, Value> blocks, ILookup<string, Value> calls, int depth)
    {
        foreach (var block in blocks[folder])
        {
            if (_blocks.Count < MaxBlocks && block.TextAt("address") is { } address && block.TextAt("place") is { } place)
            {
                _blocks.TryAdd(prefix + address, place);
            }
        }

        foreach (var call in calls[folder])
        {
            if (call.TextAt("name") is not { } name)
            {
                continue;
            }

            if (call.TextAt("path") is { } path && depth < MaxDepth)
            {
                Add(path, $"{prefix}module.{name}.", blocks, calls, depth + 1);
            }
            else
            {
                _elsewhere.TryAdd($"{prefix}module.{name}", call.TextAt("place") ?? folder);
            }
        }
    }
}

/// <summary>Addresses as code has them: without the indexes of instances.</summary>
internal static class BlockAddress
{
    public static string Of(string address)
    {
        if (!address.Contains('[', StringComparison.Ordinal))
        {
            return address;
        }

        var text = new System.Text.StringBuilder(address.Length);
        for (var i = 0; i < address.Length; i++)
        {
            if (address[i] != '[')
            {
                text.Append(address[i]);
                continue;
            }

            for (var isQuoted = false; i < address.Length && (isQuoted || address[i] != ']'); i++)
            {
                if (address[i] == '\\')
                {
                    i++;
                }
                else if (address[i] == '"')
                {
                    isQuoted = !isQuoted;
                }
            }
        }

        return text.ToString();
    }

    /// <summary>The calls of modules that a block is in, the outermost first.</summary>
    public static IEnumerable<string> ModulesOf(string block)
    {
        for (var at = 0; block.AsSpan(at).StartsWith("module."); )
        {
            var end = block.IndexOf('.', at + 7);
            if (end < 0)
            {
                yield break;
            }

            yield return block[..end];
            at = end + 1;
        }
    }
}

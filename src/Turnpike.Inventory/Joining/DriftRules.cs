using Turnpike.Estate.Defaults;
using Turnpike.Hcl.Terraform.Schemas;
using Turnpike.Hcl.Types;
using Turnpike.Values;

namespace Turnpike.Inventory.Joining;

/// <summary>An attribute that is otherwise than the state, or the manifest, has it.</summary>
/// <param name="State">Null where that has none.</param>
/// <param name="Observed">Null where nothing is there.</param>
public sealed record DriftedAttribute(ValuePath Path, Value? State, Value? Observed);

/// <summary>
/// Tells what differs between a state and what is observed, as <c>terraform plan -refresh-only</c> would. Left out is what
/// no person set: what the provider computes, defaults, the order of sets, how JSON is laid out, and what was not read.
/// </summary>
public sealed class DriftRules(ProviderSchemas schemas, DefaultTable defaults)
{
    private const int MaxFound = 200;

    // What is in a state and nowhere else, and what is in an observation and in no state.
    private static readonly HashSet<string> s_never = new(StringComparer.Ordinal) { "id", "arn", "timeouts", "made_by", "tags_all", "labels_all" };

    public IReadOnlyList<DriftedAttribute> Compare(string provider, string type, ObjectValue state, ObjectValue observed)
    {
        var run = new Run(defaults.Of(type));
        var block = schemas.Find(provider)?.Resource(type);
        for (var i = 0; i < state.Count; i++)
        {
            if (state.Keys[i] is StringValue { Value: var name } && !s_never.Contains(name) && observed.Get(name) is { } there)
            {
                if (name is "tags")
                {
                    run.CompareTags(state.Get("tags_all") is ObjectValue { Count: > 0 } all ? all : state.Values[i], there);
                }
                else
                {
                    run.CompareMember(state.Values[i], there, ValuePath.Of(name), name, block);
                }
            }
        }

        return run.Found;
    }

    /// <summary>Code could manage it: the rest of what a cloud shows are facts about it.</summary>
    public bool IsManageable(string provider, string type) => schemas.Find(provider) is not { } schema || schema.Resource(type) is not null;

    /// <summary>The provider alone says what it is, so that nobody can have changed it.</summary>
    public bool IsComputed(string provider, string type, ValuePath path)
    {
        var block = schemas.Find(provider)?.Resource(type);
        foreach (var step in path)
        {
            if (step is StringValue { Value: var name })
            {
                if (block is null || (block.ByName.TryGetValue(name, out var attribute) && attribute.IsOnlyComputed))
                {
                    return block is not null;
                }

                block = block.BlocksByName.GetValueOrDefault(name)?.Block;
            }
        }

        return false;
    }

    private sealed class Run(IReadOnlyList<ProviderDefault> defaults)
    {
        private readonly List<DriftedAttribute> _found = [];

        public IReadOnlyList<DriftedAttribute> Found => _found;

        public void CompareMember(Value state, Value observed, ValuePath path, string name, SchemaBlock? block)
        {
            if (block?.ByName.GetValueOrDefault(name) is { } attribute)
            {
                if (!attribute.IsOnlyComputed)
                {
                    Compare(state, observed, path, attribute.Type.Kind == HclTypeKind.Set, attribute.Nested?.Block);
                }
            }
            else if (block?.BlocksByName.GetValueOrDefault(name) is { } nested)
            {
                Compare(state, observed, path, nested.Nesting == BlockNesting.Set, nested.Block);
            }
            else
            {
                Compare(state, observed, path, isSet: false, null);
            }
        }

        public void CompareTags(Value state, Value observed)
        {
            if (!state.IsGround || !observed.IsGround)
            {
                return;
            }

            var (before, after) = (state as ObjectValue ?? ObjectValue.Empty, observed as ObjectValue ?? ObjectValue.Empty);
            foreach (var key in before.Keys.ToArray().Union(after.Keys.ToArray()).Order())
            {
                // Those of the cloud itself nobody manages.
                if (key is StringValue { Value: var name } && !name.StartsWith("aws:", StringComparison.Ordinal) && before.Get(key) is var was && after.Get(key) is var now && !Equals(was, now))
                {
                    Add(ValuePath.Of("tags", name), was, now);
                }
            }
        }

        private void Compare(Value state, Value observed, ValuePath path, bool isSet, SchemaBlock? block)
        {
            if (_found.Count >= MaxFound || IsOpen(state) || IsOpen(observed) || Normal.AreSame(state, observed) || IsWithheldOnOneSide(state, observed))
            {
                return;
            }

            switch (state, observed)
            {
                case (ObjectValue before, ObjectValue after):
                    foreach (var key in before.Keys)
                    {
                        if (key is StringValue { Value: var name } && after.Get(name) is { } there)
                        {
                            CompareMember(before.Get(name)!, there, path.Append(name), name, block);
                        }
                    }

                    break;
                case (ArrayValue before, ArrayValue after) when isSet || IsSetInDisguise(before, after):
                    CompareSets(before, after, path, block);
                    break;
                case (ArrayValue before, ArrayValue after) when before.Count == after.Count:
                    for (var i = 0; i < before.Count; i++)
                    {
                        Compare(before[i], after[i], path.Append(i), isSet: false, block);
                    }

                    break;
                default:
                    if (!IsDefault(state, observed, path))
                    {
                        Add(path, state, observed);
                    }

                    break;
            }
        }

        // Without a schema nobody knows what is a set; one with the same members is no change that anybody made.
        private static bool IsSetInDisguise(ArrayValue before, ArrayValue after) =>
            before.Count == after.Count && before.Items.ToArray().All(static i => i is StringValue) && before.Items.ToArray().ToHashSet().SetEquals(after.Items.ToArray());

        private void CompareSets(ArrayValue before, ArrayValue after, ValuePath path, SchemaBlock? block)
        {
            var left = after.Items.ToArray().ToList();
            var gone = new List<Value>();
            foreach (var item in before.Items)
            {
                var at = left.FindIndex(other => IsSameItem(item, other, block));
                if (at < 0)
                {
                    gone.Add(item);
                }
                else
                {
                    left.RemoveAt(at);
                }
            }

            if (gone.Count + left.Count > 0 && !IsDefault(before, after, path))
            {
                Add(path, ArrayValue.Create([.. gone]), ArrayValue.Create([.. left]));
            }
        }

        private bool IsSameItem(Value item, Value other, SchemaBlock? block)
        {
            if (item is not ObjectValue || other is not ObjectValue)
            {
                return IsOpen(item) || IsOpen(other) || Normal.AreSame(item, other);
            }

            var inner = new Run(defaults);
            inner.Compare(item, other, ValuePath.Root, isSet: false, block);
            return inner._found.Count == 0;
        }

        private bool IsDefault(Value state, Value observed, ValuePath path) =>
            Normal.IsUnset(state) && defaults.Any(d => Matches(d.Path, path) && Normal.AreSame(d.Value, observed));

        private static bool Matches(ValuePath pattern, ValuePath path) =>
            pattern.Count == path.Count && pattern.Zip(path).All(static p => p.First == p.Second || (p.First is StringValue { Value: "*" } && p.Second is NumberValue));

        // Not read, or only one of the two kept it: nothing can be said.
        private static bool IsOpen(Value value) => value is UnknownValue { Origin: not UnknownOrigin.Withheld } or PossibleValue;

        private static bool IsWithheldOnOneSide(Value state, Value observed) => state is UnknownValue != observed is UnknownValue;

        private void Add(ValuePath path, Value? state, Value? observed) => _found.Add(new DriftedAttribute(path, state, observed));
    }
}

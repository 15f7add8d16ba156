using Turnpike.Values;

namespace Turnpike.Rego.Evaluation.Unknowns;

/// <summary>Every value below one that holds unknowns, with its path. Below an unknown there may be any number.</summary>
internal static class MarkedWalk
{
    public static IEnumerable<(Value Path, Value Item, PathMark? Mark)> Of(Value value) => Walk([], value, null);

    private static IEnumerable<(Value Path, Value Item, PathMark? Mark)> Walk(List<Value> path, Value value, PathMark? mark)
    {
        yield return (ArrayValue.Create([.. path]), value, mark);
        if (value is UnknownValue unknown)
        {
            if (Refined.MayBeCollection(unknown))
            {
                yield return (MarkedItems.AnyOf(unknown, "[path]"), MarkedItems.AnyOf(unknown, "[**]"), PathMark.Join(mark, PathMark.From(unknown, isMany: true)));
            }

            yield break;
        }

        if (value.Kind < ValueKind.Array)
        {
            yield break;
        }

        foreach (var item in MarkedItems.Of(value))
        {
            path.Add(item.Key);
            foreach (var below in Walk(path, item.Item, PathMark.Join(mark, item.Mark)))
            {
                yield return below;
            }

            path.RemoveAt(path.Count - 1);
        }
    }
}

namespace Turnpike.Hcl.Types;

/// <summary>Finds the one type that values of several types become: of elements of a list, of a conditional's two results.</summary>
internal static class TypeUnification
{
    public static HclType? Unify(ReadOnlySpan<HclType> types, bool isUnsafe)
    {
        if (types.Length == 0)
        {
            return null;
        }

        // Which types there are decides, not how often; most often there is but one.
        var distinct = Distinct(types);
        return distinct.Length == 1 ? distinct[0] : UnifyDistinct(distinct, isUnsafe);
    }

    private static HclType[] Distinct(ReadOnlySpan<HclType> types)
    {
        var found = new List<HclType>();
        HashSet<HclType>? seen = null;
        foreach (var type in types)
        {
            if (found.Count > 0 && ReferenceEquals(found[^1], type))
            {
                continue;
            }

            if (found.Count == 8)
            {
                seen ??= [.. found];
            }

            if (seen is null ? !found.Contains(type) : seen.Add(type))
            {
                found.Add(type);
            }
        }

        return [.. found];
    }

    private static HclType? UnifyDistinct(HclType[] types, bool isUnsafe)
    {
        int maps = 0, lists = 0, sets = 0, objects = 0, tuples = 0, open = 0;
        foreach (var type in types)
        {
            switch (type.Kind)
            {
                case HclTypeKind.Map: maps++; break;
                case HclTypeKind.List: lists++; break;
                case HclTypeKind.Set: sets++; break;
                case HclTypeKind.Object: objects++; break;
                case HclTypeKind.Tuple: tuples++; break;
                case HclTypeKind.Dynamic: open++; break;
            }
        }

        var all = types.Length;
        if ((maps > 0 && maps + open == all) || (lists > 0 && lists + open == all) || (sets > 0 && sets + open == all))
        {
            return open > 0 ? HclType.Dynamic : UnifyCollections(types, isUnsafe);
        }

        if (maps > 0 && maps + objects + open == all)
        {
            if (AsCollections(types, HclTypeKind.Object, HclTypeKind.Map, isUnsafe) is { } map)
            {
                return map;
            }
        }
        else if (lists > 0 && lists + tuples + open == all)
        {
            if (AsCollections(types, HclTypeKind.Tuple, HclTypeKind.List, isUnsafe) is { } list)
            {
                return list;
            }
        }
        else if (objects > 0 && objects + open == all)
        {
            return open > 0 ? HclType.Dynamic : UnifyObjects(types, isUnsafe);
        }
        else if (tuples > 0 && tuples + open == all)
        {
            return open > 0 ? HclType.Dynamic : UnifyTuples(types, isUnsafe);
        }
        else if (objects > 0 && tuples > 0)
        {
            return null;
        }

        return Preferred(types, isUnsafe);
    }

    private static HclType? Preferred(HclType[] types, bool isUnsafe)
    {
        foreach (var candidate in TypePreference.Order(types))
        {
            if (AllBecome(types, candidate, isUnsafe))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool AllBecome(HclType[] types, HclType wanted, bool isUnsafe)
    {
        foreach (var type in types)
        {
            if (!HclConversion.IsAvailable(type, wanted, isUnsafe))
            {
                return false;
            }
        }

        return true;
    }

    private static CollectionType? UnifyCollections(HclType[] types, bool isUnsafe)
    {
        if (Unify(Array.ConvertAll(types, static t => t.Element!), isUnsafe) is not { } element)
        {
            return null;
        }

        var result = types[0].Kind switch
        {
            HclTypeKind.List => HclType.List(element),
            HclTypeKind.Set => HclType.Set(element),
            _ => HclType.Map(element),
        };
        return AllBecome(types, result, isUnsafe) ? result : null;
    }

    // Objects are often maps that were written out, and tuples lists.
    private static HclType? AsCollections(HclType[] types, HclTypeKind structural, HclTypeKind collection, bool isUnsafe)
    {
        var structures = Array.FindAll(types, t => t.Kind == structural);
        var unified = structural == HclTypeKind.Object ? ObjectsToMap(structures, isUnsafe) : TuplesToList(structures, isUnsafe);
        if (unified is null)
        {
            return null;
        }

        var all = Unify(Array.ConvertAll(types, t => t.Kind == structural ? unified : t), isUnsafe);
        return all?.Kind == collection ? all : null;
    }

    private static HclType? UnifyObjects(HclType[] types, bool isUnsafe)
    {
        var first = (ObjectType)types[0];
        foreach (var type in types)
        {
            if (!((ObjectType)type).Shape.Keys.SequenceEqual(first.Shape.Keys))
            {
                return ObjectsToMap(types, isUnsafe);
            }
        }

        var attributes = new HclType[first.Count];
        for (var i = 0; i < attributes.Length; i++)
        {
            var at = i;
            if (Unify(Array.ConvertAll(types, t => ((ObjectType)t).Types[at]), isUnsafe) is not { } attribute)
            {
                return null;
            }

            attributes[i] = attribute;
        }

        var result = ObjectType.Create(first.Shape, attributes);
        return AllBecome(types, result, isUnsafe) ? result : ObjectsToMap(types, isUnsafe);
    }

    private static CollectionType? ObjectsToMap(HclType[] types, bool isUnsafe)
    {
        var attributes = new List<HclType>();
        foreach (var type in types)
        {
            attributes.AddRange(((ObjectType)type).Types);
        }

        return Unify(attributes.ToArray(), isUnsafe) is { } element && AllBecome(types, HclType.Map(element), isUnsafe)
            ? HclType.Map(element)
            : null;
    }

    private static HclType? UnifyTuples(HclType[] types, bool isUnsafe)
    {
        var first = (TupleType)types[0];
        foreach (var type in types)
        {
            if (((TupleType)type).Count != first.Count)
            {
                return TuplesToList(types, isUnsafe);
            }
        }

        var elements = new HclType[first.Count];
        for (var i = 0; i < elements.Length; i++)
        {
            var at = i;
            if (Unify(Array.ConvertAll(types, t => ((TupleType)t)[at]), isUnsafe) is not { } element)
            {
                return null;
            }

            elements[i] = element;
        }

        var result = TupleType.Create(elements);
        return AllBecome(types, result, isUnsafe) ? result : TuplesToList(types, isUnsafe);
    }

    private static CollectionType? TuplesToList(HclType[] types, bool isUnsafe)
    {
        var elements = new List<HclType>();
        foreach (var type in types)
        {
            elements.AddRange(((TupleType)type).Elements);
        }

        return Unify(elements.ToArray(), isUnsafe) is { } element && AllBecome(types, HclType.List(element), isUnsafe)
            ? HclType.List(element)
            : null;
    }
}

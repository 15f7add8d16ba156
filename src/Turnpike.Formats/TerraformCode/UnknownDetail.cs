using Turnpike.Values;

namespace Turnpike.Formats.TerraformCode;

/// <summary>
/// What a code result says of an unknown that is more than "the provider decides": which attribute it is, why it is not
/// known, what is certain of it all the same. Of a secret nothing is said that would narrow it.
/// </summary>
internal static class UnknownDetail
{
    private static readonly (string Word, UnknownOrigin Origin)[] s_origins =
    [
        ("reference", UnknownOrigin.Reference),
        ("computed", UnknownOrigin.ComputedUnset),
        ("deferred", UnknownOrigin.Deferred),
        ("missing-module", UnknownOrigin.MissingModule),
    ];

    private static readonly ValueKind[] s_kinds = [ValueKind.Boolean, ValueKind.Number, ValueKind.String, ValueKind.Array, ValueKind.Object];

    /// <param name="path">From the resource to the unknown.</param>
    /// <returns>Null where its place says it all: the provider decides.</returns>
    public static Value? Write(UnknownValue unknown, string resource, ValuePath path)
    {
        var (name, steps) = unknown.Path.Parts();
        if (unknown is { Origin: UnknownOrigin.ComputedUnset, Refinement: null, IsDerived: false, IsAnonymous: false } && name == resource && steps.Equals(path))
        {
            return null;
        }

        var made = Said(unknown, name, steps);
        made.Set("path", Of(path));
        if (unknown.IsAnonymous)
        {
            made.Set("anonymous", Value.True);
        }

        if (unknown.IsDerived)
        {
            made.Set("from", ArrayValue.Create([.. unknown.Sources.Select(static s => s.Path.Parts() is var (of, at) ? Said(s, of, at).ToValue() : Value.Null)]));
        }

        return made.ToValue();
    }

    /// <summary>Null where it is of another form: then its place has to do.</summary>
    public static UnknownValue? Read(Value? detail)
    {
        if (detail is not ObjectValue item || ReadOne(item) is not { } unknown)
        {
            return null;
        }

        var sources = item.Get("from") is ArrayValue from ? from.Items.ToArray().OfType<ObjectValue>().Select(ReadOne).OfType<UnknownValue>().ToList() : [];
        return sources.Count > 0 ? unknown.From(sources) : unknown;
    }

    public static ArrayValue Of(ValuePath path) => ArrayValue.Create([.. path]);

    public static ValuePath? PathOf(Value? value) => value is ArrayValue { IsGround: true } steps ? new ValuePath(steps.Items) : null;

    private static ObjectBuilder Said(UnknownValue unknown, string name, ValuePath steps)
    {
        var made = new ObjectBuilder();
        made.Set("name", Value.Of(name));
        made.Set("steps", Of(steps));
        made.Set("why", Value.Of(s_origins.FirstOrDefault(o => o.Origin == unknown.Origin, s_origins[0]).Word));
        if (unknown.Refinement is { } known)
        {
            made.Set("known", Write(known, unknown.IsSensitive));
        }

        return made;
    }

    private static ObjectValue Write(UnknownRefinement known, bool isSecret)
    {
        var made = new ObjectBuilder();
        void Add(string key, Value? value)
        {
            if (value is not null)
            {
                made.Set(key, value);
            }
        }

        Add("type", known.Type is { } type ? Value.Of(Word(type)) : null);
        Add("not_null", known.NotNull ? Value.True : null);
        if (!isSecret)
        {
            Add("prefix", known.Prefix is { } prefix ? Value.Of(prefix) : null);
            Add("minimum", known.Minimum);
            Add("maximum", known.Maximum);
            Add("min_length", known.MinimumLength > 0 ? Value.Of(known.MinimumLength) : null);
            Add("max_length", known.MaximumLength is { } length ? Value.Of(length) : null);
            Add("one_of", known.Alternatives is { } alternatives ? ArrayValue.Create([.. alternatives]) : null);
        }

        return made.ToValue();
    }

    private static UnknownValue? ReadOne(ObjectValue item)
    {
        if (item.Get("name") is not StringValue { Value: { Length: > 0 } name } || PathOf(item.Get("steps")) is not { } steps)
        {
            return null;
        }

        var path = new UnknownPath(name);
        foreach (var step in steps)
        {
            path = path.Child(step);
        }

        var why = item.TextAt("why");
        var origin = s_origins.FirstOrDefault(o => o.Word == why, s_origins[0]).Origin;
        return new UnknownValue(path, origin, ReadKnown(item.Get("known") as ObjectValue), item.Get("anonymous") is BooleanValue { Value: true });
    }

    private static UnknownRefinement? ReadKnown(ObjectValue? known)
    {
        if (known is not { Count: > 0 })
        {
            return null;
        }

        var type = known.TextAt("type");
        var at = Array.FindIndex(s_kinds, kind => Word(kind) == type);
        return new UnknownRefinement
        {
            Type = at < 0 ? null : s_kinds[at],
            NotNull = known.Get("not_null") is BooleanValue { Value: true },
            Prefix = known.TextAt("prefix"),
            Minimum = known.Get("minimum") as NumberValue,
            Maximum = known.Get("maximum") as NumberValue,
            MinimumLength = Length(known.Get("min_length")) ?? 0,
            MaximumLength = Length(known.Get("max_length")),
            Alternatives = known.Get("one_of") is ArrayValue { IsGround: true, Count: > 0 and <= UnknownRefinement.MaxAlternatives } alternatives ? alternatives.Items.ToArray() : null,
        };
    }

    private static int? Length(Value? value) => value is NumberValue number && number.TryGetInt32(out var length) && length >= 0 ? length : null;

    private static string Word(ValueKind kind) => kind.ToString().ToLowerInvariant();
}

using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper;

/// <summary>Reads a constraint's <c>spec.match</c>. What it does not understand is an error: a criterion passed over would change what is judged.</summary>
internal sealed class MatchReader(PolicyObject item, DiagnosticBag diagnostics)
{
    private static readonly ValuePath s_match = ValuePath.Of("spec", "match");

    public MatchCriteria Read(Value? match)
    {
        if (match is null or NullValue)
        {
            return MatchCriteria.Everything;
        }

        if (match is not ObjectValue criteria)
        {
            Report(s_match, "an object");
            return MatchCriteria.Everything;
        }

        var result = MatchCriteria.Everything;
        for (var i = 0; i < criteria.Count; i++)
        {
            var value = criteria.Values[i];
            if (value is not NullValue)
            {
                result = Read(result, PolicyObject.TextOf(criteria.Keys[i]), value, s_match.Append(criteria.Keys[i]));
            }
        }

        return result;
    }

    private MatchCriteria Read(MatchCriteria result, string name, Value value, ValuePath path)
    {
        switch (name)
        {
            case "kinds":
                return result with { Kinds = [.. Items(value, path).Select(ReadKind)] };
            case "scope":
                return result with { Scope = Choice(value, path, "*", "Cluster", "Namespaced") };
            case "namespaces":
                return result with { Namespaces = Patterns(value, path) };
            case "excludedNamespaces":
                return result with { ExcludedNamespaces = Patterns(value, path) };
            case "labelSelector":
                return result with { Labels = Selector(value, path) };
            case "namespaceSelector":
                return result with { NamespaceLabels = Selector(value, path) };
            case "name":
                return result with { Name = new NamePattern(Text(value, path)) };
            case "source":
                return result with { Source = Enum.Parse<ObjectOrigin>(Choice(value, path, "All", "Original", "Generated")) };
            default:
                diagnostics.Add(GatekeeperDiagnostics.UnknownMatchField(item, path));
                return result;
        }
    }

    private KindCriterion ReadKind((Value Value, ValuePath Path) entry)
    {
        if (entry.Value is not ObjectValue kind)
        {
            Report(entry.Path, "an object with apiGroups and kinds");
            return new KindCriterion([], []);
        }

        for (var i = 0; i < kind.Count; i++)
        {
            if (PolicyObject.TextOf(kind.Keys[i]) is not ("apiGroups" or "kinds"))
            {
                Report(entry.Path.Append(kind.Keys[i]), "apiGroups or kinds");
            }
        }

        return new KindCriterion(Texts(kind.Get("apiGroups"), entry.Path.Append("apiGroups")), Texts(kind.Get("kinds"), entry.Path.Append("kinds")));
    }

    private LabelSelector? Selector(Value value, ValuePath path)
    {
        if (value is not ObjectValue selector)
        {
            Report(path, "an object with matchLabels and matchExpressions");
            return null;
        }

        var requirements = new List<LabelRequirement>();
        for (var i = 0; i < selector.Count; i++)
        {
            var (part, below) = (selector.Values[i], path.Append(selector.Keys[i]));
            switch (PolicyObject.TextOf(selector.Keys[i]))
            {
                case "matchLabels" when part is ObjectValue labels:
                    for (var at = 0; at < labels.Count; at++)
                    {
                        requirements.Add(new LabelRequirement(PolicyObject.TextOf(labels.Keys[at]), SelectorOperator.In, [Text(labels.Values[at], below.Append(labels.Keys[at]))]));
                    }

                    break;
                case "matchExpressions" when part is ArrayValue:
                    requirements.AddRange(Items(part, below).Select(Requirement).OfType<LabelRequirement>());
                    break;
                case "matchLabels" or "matchExpressions" when part is NullValue:
                    break;
                default:
                    Report(below, "matchLabels (an object) or matchExpressions (a list)");
                    break;
            }
        }

        return new LabelSelector(requirements);
    }

    private LabelRequirement? Requirement((Value Value, ValuePath Path) entry)
    {
        if (entry.Value is not ObjectValue expression || expression.Get("key") is not StringValue { Value: var key })
        {
            Report(entry.Path, "an object with key, operator and values");
            return null;
        }

        var name = Choice(expression.Get("operator") ?? Value.Null, entry.Path.Append("operator"), "In", "NotIn", "Exists", "DoesNotExist");
        var values = Texts(expression.Get("values"), entry.Path.Append("values"));
        var isAboutValues = name is "In" or "NotIn";
        if (isAboutValues != values.Count > 0)
        {
            Report(entry.Path.Append("values"), isAboutValues ? "a list of at least one text" : $"left out, as {name} asks for the key alone");
        }

        return new LabelRequirement(key, Enum.Parse<SelectorOperator>(name), values);
    }

    private List<(Value Value, ValuePath Path)> Items(Value value, ValuePath path)
    {
        if (value is not ArrayValue items)
        {
            Report(path, "a list");
            return [];
        }

        return [.. items.Items.ToArray().Select((element, i) => (element, path.Append(i)))];
    }

    private List<string> Texts(Value? value, ValuePath path) =>
        value is null or NullValue ? [] : [.. Items(value, path).Select(entry => Text(entry.Value, entry.Path))];

    private List<NamePattern> Patterns(Value value, ValuePath path) => [.. Texts(value, path).Select(static text => new NamePattern(text))];

    private string Text(Value value, ValuePath path)
    {
        if (value is not StringValue text)
        {
            Report(path, "a text");
            return "";
        }

        return text.Value;
    }

    private string Choice(Value value, ValuePath path, params string[] choices)
    {
        if (choices.Contains(PolicyObject.TextOf(value)))
        {
            return PolicyObject.TextOf(value);
        }

        diagnostics.Add(GatekeeperDiagnostics.BadChoice(item, path, value is StringValue text ? text.Value : value.ToString(), string.Join(", ", choices[..^1]) + " or " + choices[^1]));
        return choices[0];
    }

    private void Report(ValuePath path, string expected) => diagnostics.Add(GatekeeperDiagnostics.WrongShape(item, path, expected));
}

using Turnpike.Text;
using Turnpike.Values;

namespace Turnpike.Gate.Gatekeeper.Testing;

/// <summary>Reads a suite file. A field that is not known is an error, since an assertion misspelt would never fail.</summary>
internal sealed class SuiteReader(PolicyObject item, GoPattern patterns, DiagnosticBag diagnostics)
{
    private static readonly string[] s_suiteFields = ["apiVersion", "kind", "metadata", "tests", "skip"];
    private static readonly string[] s_testFields = ["name", "template", "constraint", "expansion", "cases", "invalid", "skip"];
    private static readonly string[] s_caseFields = ["name", "object", "inventory", "assertions", "skip"];
    private static readonly string[] s_assertionFields = ["violations", "message"];

    public static bool IsSuite(PolicyObject item) => item is { Kind: "Suite", Group: "test.gatekeeper.sh" };

    public Suite Read()
    {
        if (item.Version != "v1alpha1")
        {
            diagnostics.Add(GatekeeperDiagnostics.UnknownVersion(item, "test.gatekeeper.sh/v1alpha1"));
        }

        CheckFields(item.Value, ValuePath.Root, s_suiteFields);
        return new Suite(item.Source, Flag(item.Value, ValuePath.Root, "skip"), [.. Items(item.Value, ValuePath.Root, "tests").Select(ReadTest)]);
    }

    private SuiteTest ReadTest((ObjectValue Value, ValuePath Path) entry)
    {
        var (value, path) = entry;
        CheckFields(value, path, s_testFields);
        var expansion = Text(value, path, "expansion");
        return new SuiteTest(
            Text(value, path, "name"),
            item.Span(path),
            Required(value, path, "template", "the file of the ConstraintTemplate"),
            Required(value, path, "constraint", "the file of the constraint"),
            expansion.Length == 0 ? null : expansion,
            Flag(value, path, "invalid"),
            Flag(value, path, "skip"),
            [.. Items(value, path, "cases").Select(ReadCase)]);
    }

    private SuiteCase ReadCase((ObjectValue Value, ValuePath Path) entry)
    {
        var (value, path) = entry;
        CheckFields(value, path, s_caseFields);
        if (value.Get("assertions") is not ArrayValue { Count: > 0 })
        {
            diagnostics.Add(SuiteDiagnostics.Missing(item, path.Append("assertions"), "a case without assertions could not fail"));
        }

        return new SuiteCase(
            Text(value, path, "name"),
            item.Span(path),
            Required(value, path, "object", "the file of the object to judge"),
            Texts(value, path, "inventory"),
            Flag(value, path, "skip"),
            [.. Items(value, path, "assertions").Select(ReadAssertion)]);
    }

    private SuiteAssertion ReadAssertion((ObjectValue Value, ValuePath Path) entry)
    {
        var (value, path) = entry;
        CheckFields(value, path, s_assertionFields);
        var message = Text(value, path, "message");
        if (message.Length > 0 && !patterns.IsValid(message))
        {
            Report(path.Append("message"), "a regular expression");
        }

        var (least, most) = Count(value.Get("violations"), path.Append("violations"));
        return new SuiteAssertion(least, most, message.Length == 0 ? null : message);
    }

    private (int Least, int? Most) Count(Value? value, ValuePath path)
    {
        switch (value)
        {
            case null or NullValue or BooleanValue { Value: true } or StringValue { Value: "yes" }:
                return (1, null);
            case BooleanValue { Value: false } or StringValue { Value: "no" }:
                return (0, 0);
            case NumberValue number when number.TryGetInt32(out var count) && count >= 0:
                return (count, count);
            default:
                Report(path, "yes, no or a number from 0");
                return (1, null);
        }
    }

    private void CheckFields(ObjectValue value, ValuePath path, string[] known)
    {
        foreach (var key in value.Keys)
        {
            if (!known.Contains(PolicyObject.TextOf(key)))
            {
                diagnostics.Add(SuiteDiagnostics.UnknownField(item, path.Append(key), string.Join(", ", known)));
            }
        }
    }

    private List<(ObjectValue Value, ValuePath Path)> Items(ObjectValue value, ValuePath path, string name)
    {
        var found = new List<(ObjectValue, ValuePath)>();
        var below = path.Append(name);
        if (value.Get(name) is not (null or NullValue or ArrayValue))
        {
            Report(below, "a list");
        }

        for (var i = 0; i < ((value.Get(name) as ArrayValue)?.Count ?? 0); i++)
        {
            if (((ArrayValue)value.Get(name)!)[i] is ObjectValue entry)
            {
                found.Add((entry, below.Append(i)));
            }
            else
            {
                Report(below.Append(i), "an object");
            }
        }

        return found;
    }

    private List<string> Texts(ObjectValue value, ValuePath path, string name)
    {
        if (value.Get(name) is ArrayValue items && items.Items.ToArray().All(static i => i is StringValue))
        {
            return [.. items.Items.ToArray().Select(PolicyObject.TextOf)];
        }

        if (value.Get(name) is not (null or NullValue))
        {
            Report(path.Append(name), "a list of paths");
        }

        return [];
    }

    private string Required(ObjectValue value, ValuePath path, string name, string what)
    {
        var text = Text(value, path, name);
        if (text.Length == 0)
        {
            diagnostics.Add(SuiteDiagnostics.Missing(item, path.Append(name), what));
        }
        else if (text[0] == '/')
        {
            Report(path.Append(name), "a path relative to the suite's folder");
        }

        return text;
    }

    private string Text(ObjectValue value, ValuePath path, string name)
    {
        if (value.Get(name) is not (null or NullValue or StringValue))
        {
            Report(path.Append(name), "a text");
        }

        return PolicyObject.TextOf(value.Get(name));
    }

    private bool Flag(ObjectValue value, ValuePath path, string name)
    {
        if (value.Get(name) is not (null or NullValue or BooleanValue))
        {
            Report(path.Append(name), "true or false");
        }

        return value.Get(name) == Value.True;
    }

    private void Report(ValuePath path, string expected) => diagnostics.Add(SuiteDiagnostics.WrongShape(item, path, expected));
}

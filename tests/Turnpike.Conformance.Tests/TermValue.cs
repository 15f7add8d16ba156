using Turnpike.Rego.Syntax;
using Turnpike.Values;

namespace Turnpike.Conformance.Tests;

/// <summary>The value of a constant term, such as an <c>input_term</c> with sets or keys that are no strings.</summary>
internal static class TermValue
{
    public static Value? Of(Term term)
    {
        switch (term)
        {
            case ScalarTerm scalar:
                return scalar.Value;
            case ArrayTerm array:
                return All(array.Items) is { } items ? Value.Array([.. items]) : null;
            case SetTerm set:
                return All(set.Items) is { } unique ? Value.Set([.. unique]) : null;
            case ObjectTerm members:
                var builder = new ObjectBuilder();
                foreach (var (key, value) in members.Members)
                {
                    if (Of(key) is not { } name || Of(value) is not { } item)
                    {
                        return null;
                    }

                    builder.Set(name, item);
                }

                return builder.ToValue();
            default:
                return null;
        }
    }

    private static List<Value>? All(IEnumerable<Term> terms)
    {
        List<Value> values = [];
        foreach (var term in terms)
        {
            if (Of(term) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return values;
    }
}

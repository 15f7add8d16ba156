using System.Text;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Evaluation;

/// <summary>Values and types as <c>terraform console</c> prints them.</summary>
public static class ConsoleText
{
    private const int Step = 2;
    private const int TypeStep = 4;

    /// <summary>A value; what is sensitive, ephemeral or unknown shows only that it is.</summary>
    public static string Of(HclValue value)
    {
        var text = new StringBuilder();
        Append(text, value, 0);
        return text.ToString();
    }

    /// <summary>A type as <c>type()</c> shows it.</summary>
    public static string OfType(HclType type)
    {
        var text = new StringBuilder();
        AppendType(text, type, 0);
        return text.ToString();
    }

    private static void Append(StringBuilder text, HclValue value, int indent)
    {
        if (!value.IsKnown)
        {
            text.Append("(known after apply)");
        }
        else if (value.Value.IsSensitive)
        {
            text.Append("(sensitive value)");
        }
        else if (value.Value.IsEphemeral)
        {
            text.Append("(ephemeral value)");
        }
        else if (value.IsNull)
        {
            text.Append(NullText(value.Type));
        }
        else
        {
            AppendKnown(text, value, indent);
        }
    }

    private static string NullText(HclType type) => type.Kind switch
    {
        HclTypeKind.Dynamic => "null",
        HclTypeKind.String => "tostring(null)",
        HclTypeKind.Number => "tonumber(null)",
        HclTypeKind.Boolean => "tobool(null)",
        HclTypeKind.List => $"tolist(null) /* of {type.Element} */",
        HclTypeKind.Set => $"toset(null) /* of {type.Element} */",
        HclTypeKind.Map => $"tomap(null) /* of {type.Element} */",
        _ => $"null /* {type} */",
    };

    private static void AppendKnown(StringBuilder text, HclValue value, int indent)
    {
        switch (value.Kind)
        {
            case HclTypeKind.String:
                AppendString(text, value.AsString(), indent);
                break;
            case HclTypeKind.Number:
                text.Append(HclNumber.ToText(value.AsNumber()));
                break;
            case HclTypeKind.Boolean:
                text.Append(value.AsBoolean() ? "true" : "false");
                break;
            case HclTypeKind.Tuple:
                AppendSequence(text, value, indent);
                break;
            case HclTypeKind.Object:
                AppendMapping(text, value, indent);
                break;
            case HclTypeKind.Map:
                text.Append("tomap(");
                AppendMapping(text, value, indent);
                text.Append(')');
                break;
            default:
                text.Append(value.Kind == HclTypeKind.List ? "tolist(" : "toset(");
                AppendSequence(text, value, indent);
                text.Append(')');
                break;
        }
    }

    private static void AppendSequence(StringBuilder text, HclValue value, int indent)
    {
        text.Append('[');
        for (var i = 0; i < value.Count; i++)
        {
            text.Append('\n').Append(' ', indent + Step);
            Append(text, value.ElementAt(i), indent + Step);
            text.Append(',');
        }

        Close(text, value.Count, indent, ']');
    }

    private static void AppendMapping(StringBuilder text, HclValue value, int indent)
    {
        text.Append('{');
        for (var i = 0; i < value.Count; i++)
        {
            text.Append('\n').Append(' ', indent + Step);
            AppendString(text, value.KeyAt(i), indent + Step);
            text.Append(" = ");
            Append(text, value.ElementAt(i), indent + Step);
        }

        Close(text, value.Count, indent, '}');
    }

    private static void Close(StringBuilder text, int count, int indent, char bracket)
    {
        if (count > 0)
        {
            text.Append('\n').Append(' ', indent);
        }

        text.Append(bracket);
    }

    private static void AppendString(StringBuilder text, string value, int indent)
    {
        if (!value.Contains('\n'))
        {
            GoQuote.Append(text, value);
            return;
        }

        var lines = value.Split('\n');
        var delimiter = "EOT";
        while (Array.Exists(lines, line => line.Trim() == delimiter))
        {
            delimiter += "_";
        }

        text.Append(indent > 0 ? "<<-" : "<<").Append(delimiter);
        foreach (var line in lines)
        {
            text.Append('\n').Append(' ', indent).Append(line);
        }

        text.Append('\n').Append(' ', indent).Append(delimiter);
    }

    private static void AppendType(StringBuilder text, HclType type, int indent)
    {
        switch (type)
        {
            case CollectionType collection:
                AppendCollectionType(text, collection, indent);
                break;
            case TupleType tuple:
                text.Append("tuple([");
                for (var i = 0; i < tuple.Count; i++)
                {
                    text.Append('\n').Append(' ', indent + TypeStep);
                    AppendType(text, tuple[i], indent + TypeStep);
                    text.Append(',');
                }

                Close(text, tuple.Count, indent, ']');
                text.Append(')');
                break;
            case ObjectType o:
                text.Append("object({");
                for (var i = 0; i < o.Count; i++)
                {
                    text.Append('\n').Append(' ', indent + TypeStep).Append(o.NameAt(i)).Append(": ");
                    AppendType(text, o.Types[i], indent + TypeStep);
                    text.Append(',');
                }

                Close(text, o.Count, indent, '}');
                text.Append(')');
                break;
            default:
                text.Append(type);
                break;
        }
    }

    private static void AppendCollectionType(StringBuilder text, CollectionType type, int indent)
    {
        text.Append(type.Kind switch { HclTypeKind.List => "list(", HclTypeKind.Set => "set(", _ => "map(" });
        if (type.Element.IsPrimitive || type.Element.Kind == HclTypeKind.Dynamic)
        {
            text.Append(type.Element);
        }
        else
        {
            text.Append('\n').Append(' ', indent + TypeStep);
            AppendType(text, type.Element, indent + TypeStep);
            text.Append(",\n").Append(' ', indent);
        }

        text.Append(')');
    }
}

using System.Text;
using Turnpike.Values;

namespace Turnpike.Hcl.Types;

/// <summary>Types as text: as messages name them, and as Terraform's language writes them.</summary>
public static class TypeText
{
    /// <summary>As Terraform's messages name a type: <c>list of string</c>.</summary>
    public static string Friendly(HclType type) => type.Kind switch
    {
        HclTypeKind.Dynamic => "dynamic",
        HclTypeKind.Boolean => "bool",
        HclTypeKind.Number => "number",
        HclTypeKind.String => "string",
        HclTypeKind.List => "list of " + Element(type),
        HclTypeKind.Set => "set of " + Element(type),
        HclTypeKind.Map => "map of " + Element(type),
        HclTypeKind.Tuple => "tuple",
        _ => "object",
    };

    /// <summary>As messages name what a constraint asks for, where dynamic means any type.</summary>
    public static string FriendlyConstraint(HclType type) => type.Kind switch
    {
        HclTypeKind.Dynamic => "any type",
        HclTypeKind.List => "list of " + ElementConstraint(type),
        HclTypeKind.Set => "set of " + ElementConstraint(type),
        HclTypeKind.Map => "map of " + ElementConstraint(type),
        _ => Friendly(type),
    };

    /// <summary>A name in quotes, as messages show names.</summary>
    public static string Quote(string text) => JsonText.Revealed(Value.Of(text));

    private static string Element(HclType type) => Friendly(type.Element!);

    private static string ElementConstraint(HclType type) =>
        type.Element!.Kind == HclTypeKind.Dynamic ? "any single type" : FriendlyConstraint(type.Element);

    /// <summary>As a type constraint: <c>object({a=list(string)})</c>.</summary>
    public static string Constraint(HclType type)
    {
        var text = new StringBuilder();
        AppendConstraint(text, type);
        return text.ToString();
    }

    private static void AppendConstraint(StringBuilder text, HclType type)
    {
        switch (type)
        {
            case CollectionType collection:
                text.Append(collection.Kind switch { HclTypeKind.List => "list(", HclTypeKind.Set => "set(", _ => "map(" });
                AppendConstraint(text, collection.Element);
                text.Append(')');
                break;
            case TupleType tuple:
                text.Append("tuple([");
                for (var i = 0; i < tuple.Count; i++)
                {
                    text.Append(i == 0 ? "" : ",");
                    AppendConstraint(text, tuple[i]);
                }

                text.Append("])");
                break;
            case ObjectType o:
                AppendObject(text, o);
                break;
            default:
                text.Append(type.Kind == HclTypeKind.Dynamic ? "any" : Friendly(type));
                break;
        }
    }

    private static void AppendObject(StringBuilder text, ObjectType type)
    {
        text.Append("object({");
        for (var i = 0; i < type.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(type.NameAt(i)).Append('=');
            if (type.IsOptional(i))
            {
                text.Append("optional(");
                AppendConstraint(text, type.Types[i]);
                text.Append(')');
            }
            else
            {
                AppendConstraint(text, type.Types[i]);
            }
        }

        text.Append("})");
    }
}

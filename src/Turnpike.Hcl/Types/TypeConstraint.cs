using System.Diagnostics.CodeAnalysis;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Syntax;
using Turnpike.Text;

namespace Turnpike.Hcl.Types;

/// <summary>A type as a variable declares it, with the defaults of its optional attributes.</summary>
public sealed record TypeConstraint(HclType Type, TypeDefaults? Defaults)
{
    public static TypeConstraint Any { get; } = new(HclType.Dynamic, null);

    /// <summary>Reads a type expression such as <c>object({ port = optional(number, 80) })</c>. Faults are reported, and that part is then <c>any</c>.</summary>
    public static TypeConstraint Parse(HclExpression expression, DiagnosticBag diagnostics) => new TypeExpressionReader(diagnostics).Read(expression);

    /// <summary>The value with defaults filled in and converted to the type; null becomes a null of the type.</summary>
    public bool TryApply(HclValue value, out HclValue result, [NotNullWhen(false)] out ConversionFault? fault)
    {
        if (Defaults is not null && !value.IsNull)
        {
            value = Defaults.Apply(value);
        }

        return HclConversion.TryConvert(value, Type, out result, out fault);
    }
}

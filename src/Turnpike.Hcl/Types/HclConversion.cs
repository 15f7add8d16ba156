using System.Diagnostics.CodeAnalysis;

namespace Turnpike.Hcl.Types;

/// <summary>Conversion between types, as Terraform converts arguments, variables and operands.</summary>
public static partial class HclConversion
{
    /// <summary>
    /// Converts, also where the conversion may fail for some values (a string to a number). Marks are kept; an unknown
    /// gives an unknown of the type. A part of the type that is dynamic takes the value's own type.
    /// </summary>
    public static bool TryConvert(HclValue value, HclType type, out HclValue result, [NotNullWhen(false)] out ConversionFault? fault)
    {
        fault = null;
        result = value;
        if (ReferenceEquals(value.Type, type) || type.Kind == HclTypeKind.Dynamic || value.Type.Equals(type.WithoutOptional()))
        {
            return true;
        }

        if (!IsAvailable(value.Type, type, isUnsafe: true))
        {
            fault = new ConversionFault(Mismatch(value.Type, type));
        }
        else
        {
            result = Apply(value, type, isUnsafe: true, ref fault);
        }

        if (fault is not null)
        {
            result = HclValue.Unknown(type.WithoutOptional());
        }

        return fault is null;
    }

    /// <summary>The one type to which all of them convert without fail, as elements of a list do; null where there is none.</summary>
    public static HclType? Unify(ReadOnlySpan<HclType> types) => TypeUnification.Unify(types, isUnsafe: false);

    /// <summary>As <see cref="Unify(ReadOnlySpan{HclType})"/>, also where a conversion may fail for some values.</summary>
    public static HclType? UnifyUnsafe(ReadOnlySpan<HclType> types) => TypeUnification.Unify(types, isUnsafe: true);

    /// <summary>Why a value of one type cannot be one of another: <c>list of string required</c>.</summary>
    public static string Mismatch(HclType given, HclType wanted) => MismatchText.Of(given, wanted);

    /// <summary>Whether values of one type may become another; where it is unsafe, some may turn out not to.</summary>
    internal static bool IsAvailable(HclType from, HclType to, bool isUnsafe)
    {
        if (to.Kind == HclTypeKind.Dynamic || ReferenceEquals(from, to) || from.Equals(to))
        {
            return true;
        }

        if (from.Kind == HclTypeKind.Dynamic)
        {
            return isUnsafe;
        }

        switch (to.Kind)
        {
            case HclTypeKind.List or HclTypeKind.Set:
                return from switch
                {
                    TupleType tuple => TupleElement(tuple, to.Element!, isUnsafe) is not null,
                    { Kind: HclTypeKind.List or HclTypeKind.Set } => IsAvailable(from.Element!, to.Element!, isUnsafe),
                    _ => false,
                };
            case HclTypeKind.Map:
                return from switch
                {
                    ObjectType o => ObjectElement(o, to.Element!, isUnsafe) is not null,
                    { Kind: HclTypeKind.Map } => IsAvailable(from.Element!, to.Element!, isUnsafe),
                    _ => false,
                };
            case HclTypeKind.Object:
                return ToObjectIsAvailable(from, (ObjectType)to, isUnsafe);
            case HclTypeKind.Tuple:
                return from is TupleType given && ToTupleIsAvailable(given, (TupleType)to, isUnsafe);
            default:
                return from.IsPrimitive && PrimitiveIsAvailable(from.Kind, to.Kind, isUnsafe);
        }
    }

    private static bool PrimitiveIsAvailable(HclTypeKind from, HclTypeKind to, bool isUnsafe) =>
        to == HclTypeKind.String || (isUnsafe && from == HclTypeKind.String);

    private static bool ToObjectIsAvailable(HclType from, ObjectType to, bool isUnsafe)
    {
        if (from is not ObjectType && !(isUnsafe && from.Kind == HclTypeKind.Map))
        {
            return false;
        }

        for (var i = 0; i < to.Count; i++)
        {
            var given = from is ObjectType o ? o.TypeOf(to.NameAt(i)) : from.Element;
            var isPossible = given is null
                ? to.IsOptional(i)
                : IsAvailable(given, to.Types[i], isUnsafe) || (from.Kind == HclTypeKind.Map && to.IsOptional(i));
            if (!isPossible)
            {
                return false;
            }
        }

        return true;
    }

    private static bool ToTupleIsAvailable(TupleType from, TupleType to, bool isUnsafe)
    {
        if (from.Count != to.Count)
        {
            return false;
        }

        for (var i = 0; i < to.Count; i++)
        {
            if (!IsAvailable(from[i], to[i], isUnsafe))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The type to which a tuple's elements become those of a collection, or null.</summary>
    private static HclType? TupleElement(TupleType from, HclType element, bool isUnsafe)
    {
        if (element.Kind == HclTypeKind.Dynamic && from.Count > 0)
        {
            if (TypeUnification.Unify(from.Elements, isUnsafe) is not { } unified)
            {
                return null;
            }

            element = unified;
            if (element.Kind == HclTypeKind.Dynamic)
            {
                // What is known of the elements does not decide on one type, so only wholly open ones make a collection.
                return from.Elements.IndexOfAnyExcept(HclType.Dynamic) < 0 ? element : null;
            }
        }

        return AllAvailable(from.Elements, element, isUnsafe) ? element : null;
    }

    private static HclType? ObjectElement(ObjectType from, HclType element, bool isUnsafe)
    {
        if (element.Kind == HclTypeKind.Dynamic && from.Count > 0)
        {
            if (TypeUnification.Unify(from.Types, isUnsafe) is not { } unified)
            {
                return null;
            }

            element = unified;
        }

        return AllAvailable(from.Types, element, isUnsafe) ? element : null;
    }

    private static bool AllAvailable(ReadOnlySpan<HclType> from, HclType to, bool isUnsafe)
    {
        HclType? last = null;
        foreach (var type in from)
        {
            if (!ReferenceEquals(type, last) && !IsAvailable(type, to, isUnsafe))
            {
                return false;
            }

            last = type;
        }

        return true;
    }
}

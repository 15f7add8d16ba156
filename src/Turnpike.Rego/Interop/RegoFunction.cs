using System.Text.Json;
using Turnpike.Rego.Builtins;
using Turnpike.Rego.Types;
using Turnpike.Values;

namespace Turnpike.Rego;

/// <summary>
/// Makes functions of the host callable from policies: <c>BuiltinRegistry.Default.With(RegoFunction.Of(…))</c>. A null result
/// is undefined; an exception derived from <see cref="ArgumentException"/> or <see cref="FormatException"/> fails the call.
/// </summary>
public static class RegoFunction
{
    public static Builtin Of<T, TResult>(string name, Func<T, TResult> function) =>
        Make<TResult>(name, [TypeOf<T>()], a => function(Argument<T>(a[0])));

    /// <inheritdoc cref="Of{T, TResult}(string, Func{T, TResult})"/>
    public static Builtin Of<T1, T2, TResult>(string name, Func<T1, T2, TResult> function) =>
        Make<TResult>(name, [TypeOf<T1>(), TypeOf<T2>()], a => function(Argument<T1>(a[0]), Argument<T2>(a[1])));

    /// <inheritdoc cref="Of{T, TResult}(string, Func{T, TResult})"/>
    public static Builtin Of<T1, T2, T3, TResult>(string name, Func<T1, T2, T3, TResult> function) =>
        Make<TResult>(name, [TypeOf<T1>(), TypeOf<T2>(), TypeOf<T3>()], a => function(Argument<T1>(a[0]), Argument<T2>(a[1]), Argument<T3>(a[2])));

    // Nothing says that a host's function answers alike twice, so it is asked once for each set of arguments in an evaluation.
    private static Builtin Make<TResult>(string name, RegoType[] parameters, Func<Value[], TResult> function) =>
        new(name, parameters, TypeOf<TResult>(), (context, arguments) => Call(context, arguments, function)) { IsNondeterministic = true };

    private static Value? Call<TResult>(BuiltinContext context, ReadOnlySpan<Value> arguments, Func<Value[], TResult> function)
    {
        var values = arguments.ToArray();
        try
        {
            return context.Remember(ArrayValue.Create(values), _ =>
                function(values) is { } result ? Interop.ValueConversion.ToValue(result, JsonSerializerOptions.Web) : null);
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or JsonException)
        {
            return context.Fail(fault.Message);
        }
    }

    private static T Argument<T>(Value value) => Interop.ValueConversion.To<T>(value, JsonSerializerOptions.Web)!;

    private static RegoType TypeOf<T>()
    {
        var type = Nullable.GetUnderlyingType(typeof(T)) ?? typeof(T);
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => RegoType.String,
            TypeCode.Boolean => RegoType.Boolean,
            >= TypeCode.SByte and <= TypeCode.Decimal when !type.IsEnum => RegoType.Number,
            _ => RegoType.Any,
        };
    }
}

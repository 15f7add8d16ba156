using System.Globalization;
using System.Text;
using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;
using Turnpike.Text;

namespace Turnpike.Hcl.Functions.Conversions;

/// <summary><c>try</c> and <c>can</c>, which look at how evaluating their arguments ends.</summary>
internal static class FallbackFunctions
{
    public static FunctionList All { get; } = new()
    {
        { "try", HclFunction.Lazy([], Try, new HclParameter("expressions", HclType.Dynamic)) },
        { "can", HclFunction.Lazy([new HclParameter("expression", HclType.Dynamic)], Can) },
    };

    private static HclValue Try(LazyCall call)
    {
        if (call.Count == 0)
        {
            return call.Fail(new FunctionFault("at least one argument is required"));
        }

        var faults = new StringBuilder("no argument can be evaluated");
        for (var i = 0; i < call.Count; i++)
        {
            var diagnostics = new DiagnosticBag();
            var value = call.Evaluate(i, diagnostics);
            if (!diagnostics.HasErrors)
            {
                // An unknown could fail or be of another type once it is known, so nothing can be said of the result.
                return value.IsWhollyKnown ? value : UnknownSources.Note(HclValue.Dynamic, value);
            }

            foreach (var diagnostic in diagnostics)
            {
                faults.Append(CultureInfo.InvariantCulture, $"; {diagnostic.Position}: {diagnostic.Message}");
            }
        }

        return call.Fail(new FunctionFault(faults.ToString()));
    }

    private static HclValue Can(LazyCall call)
    {
        var diagnostics = new DiagnosticBag();
        var value = call.Evaluate(0, diagnostics);
        return diagnostics.HasErrors ? HclValue.False
            : value.IsWhollyKnown ? HclValue.True
            : UnknownSources.Note(HclValue.Unknown(HclType.Boolean), value);
    }
}

using Turnpike.Hcl.Evaluation;
using Turnpike.Hcl.Types;

namespace Turnpike.Hcl.Functions;

/// <summary>The parameters that most functions have.</summary>
internal static class Takes
{
    public static HclParameter Str(string name) => new(name, HclType.String);

    public static HclParameter Number(string name) => new(name, HclType.Number);

    /// <summary>A value of any type.</summary>
    public static HclParameter Any(string name) => new(name, HclType.Dynamic);

    /// <summary>A list whose elements are brought to one type, whichever it is.</summary>
    public static HclParameter List(string name) => new(name, HclType.List(HclType.Dynamic));

    public static HclParameter Set(string name) => new(name, HclType.Set(HclType.Dynamic));

    public static HclParameter TextList(string name) => new(name, HclType.List(HclType.String));

    /// <summary>Whatever is given reaches the body as it is: null, unknown, marked.</summary>
    public static HclParameter Everything(string name) =>
        new(name, HclType.Dynamic) { AllowNull = true, AllowUnknown = true, AllowDynamicType = true, AllowMarked = true };
}

/// <summary>Functions by name, collected.</summary>
internal sealed class FunctionList : List<KeyValuePair<string, HclFunction>>
{
    public void Add(string name, HclFunction function) => Add(KeyValuePair.Create(name, function));

    /// <summary>A function of strings that are all known, to a string.</summary>
    public void AddText(string name, HclParameter[] parameters, Func<FunctionCall, string> body) =>
        Add(name, new HclFunction(parameters, HclType.String, (call, _) => HclValue.String(body(call))) { IsNeverNull = true });

    public void AddTest(string name, HclParameter[] parameters, Func<FunctionCall, bool> body) =>
        Add(name, new HclFunction(parameters, HclType.Boolean, (call, _) => HclValue.Boolean(body(call))) { IsNeverNull = true });

    /// <summary>A function to one type whose result is never null.</summary>
    public void AddNeverNull(string name, HclParameter[] parameters, HclType type, FunctionBody body) =>
        Add(name, new HclFunction(parameters, type, body) { IsNeverNull = true });
}

namespace Turnpike.Rego;

/// <summary>Which of OPA's error codes a diagnostic of ours stands for: its hundreds say so.</summary>
public static class RegoErrorCodes
{
    /// <summary>For a code such as REGO017; null for a diagnostic that is not Rego's.</summary>
    public static string? Of(string diagnosticCode)
    {
        if (diagnosticCode.Length != 7 || !diagnosticCode.StartsWith("REGO", StringComparison.Ordinal))
        {
            return null;
        }

        return diagnosticCode[4] switch
        {
            '0' => "rego_parse_error",
            '1' => "rego_compile_error",
            '2' => "rego_unsafe_var_error",
            '3' => "rego_type_error",
            '4' => "rego_recursion_error",
            _ => null,
        };
    }
}

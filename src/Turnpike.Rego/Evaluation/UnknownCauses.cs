namespace Turnpike.Rego.Evaluation;

public static class UnknownCauses
{
    /// <summary>More causes than this are counted and not named.</summary>
    public const int Capacity = 8;
}

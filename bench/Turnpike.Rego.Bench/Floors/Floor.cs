using System.Text.Json;
using Turnpike.Values;

namespace Turnpike.Rego.Bench.Floors;

/// <summary>
/// The same work written directly in C#: documents read into records before, one method that computes the answer. It
/// answers a value of the engine only so that the two answers can be compared.
/// </summary>
internal static class Floor
{
    private static readonly JsonSerializerOptions s_options = new(JsonSerializerDefaults.Web);

    /// <summary>Null where nobody wrote one.</summary>
    public static Func<Value>? For(string folder) => Path.GetFileName(folder) switch
    {
        "admission" => new AdmissionFloor(Read<AdmissionFloor.Review>(folder, "input.json")).Evaluate,
        "aggregate-1m" => new AggregateFloor(Read<AggregateFloor.Document>(folder, "input.json")).Evaluate,
        "authz" => new AuthorizationFloor(Read<AuthorizationFloor.Query>(folder, "input.json"), Read<AuthorizationFloor.Grants>(folder, "data.json")).Evaluate,
        "joins" => new JoinFloor(Read<JoinFloor.Document>(folder, "input.json")).Evaluate,
        "rbac-10k" => new RoleFloor(Read<RoleFloor.Query>(folder, "input.json"), Read<RoleFloor.Document>(folder, "data.json")).Evaluate,
        "strings" => new StringFloor(Read<StringFloor.Document>(folder, "input.json")).Evaluate,
        "terraform-10mb" => new PlanFloor(Read<PlanFloor.Document>(folder, "input.json"), File.ReadAllText(Path.Combine(folder, "policy.rego"))).Evaluate,
        "virtual-documents" => new LayerFloor(Read<LayerFloor.Document>(folder, "input.json")).Evaluate,
        _ => null,
    };

    private static T Read<T>(string folder, string name) =>
        JsonSerializer.Deserialize<T>(File.ReadAllBytes(Path.Combine(folder, name)), s_options)!;
}

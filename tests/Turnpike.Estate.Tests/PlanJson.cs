using Turnpike.Estate.Identity;
using Turnpike.Values;

namespace Turnpike.Estate.Tests;

/// <summary>Pieces of plans as JSON text.</summary>
internal static class PlanJson
{
    /// <summary>A resource to be created, its attributes known but for those named as unknown.</summary>
    public static string Create(string address, string after = "{}", params string[] unknown) =>
        Change(address, "\"create\"", "null", after, unknown);

    /// <summary>A resource that stays as it is.</summary>
    public static string Keep(string address, string attributes) => Change(address, "\"no-op\"", attributes, attributes);

    public static string Delete(string address, string before) => Change(address, "\"delete\"", before, "null");

    public static string Change(string text, string actions, string before, string after, params string[] unknown)
    {
        var address = ResourceAddress.TryParse(text)!;
        var module = address.Module.IsRoot ? "" : $"\"module_address\": {Value.Of(address.Module.Text)},";
        var index = address.Index switch
        {
            null => "",
            UnknownValue => "\"index_unknown\": true,",
            var known => $"\"index\": {known},",
        };
        var mode = address.Mode == ResourceMode.Data ? "data" : "managed";
        var provider = "registry.terraform.io/hashicorp/" + address.Type.Split('_')[0];
        var mask = string.Join(",", unknown.Select(static u => $"\"{u}\": true"));
        return $"{{\"address\": {Value.Of(text)}, {module} {index} \"mode\": \"{mode}\", \"type\": \"{address.Type}\", \"name\": \"{address.Name}\", "
            + $"\"provider_name\": \"{provider}\", \"change\": {{\"actions\": [{actions}], \"before\": {before}, \"after\": {after}, \"after_unknown\": {{{mask}}} }} }}";
    }

    /// <summary>A resource block; each argument is an attribute and its references.</summary>
    public static string Block(string address, params (string Attribute, string References)[] arguments)
    {
        var parts = ResourceAddress.TryParse(address)!;
        var mode = parts.Mode == ResourceMode.Data ? "data" : "managed";
        return $"{{\"address\": \"{address}\", \"mode\": \"{mode}\", \"type\": \"{parts.Type}\", \"name\": \"{parts.Name}\", \"expressions\": {Expressions(arguments)} }}";
    }

    public static string Expressions(params (string Attribute, string References)[] arguments) =>
        "{" + string.Join(",", arguments.Select(static a => $"\"{a.Attribute}\": {Refers(a.References)}")) + "}";

    public static string Refers(string references) => $"{{\"references\": [{references}]}}";
}

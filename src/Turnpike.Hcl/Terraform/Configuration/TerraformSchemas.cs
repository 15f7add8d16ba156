using Turnpike.Hcl.Syntax;

namespace Turnpike.Hcl.Terraform.Configuration;

/// <summary>What may stand in the blocks of the language.</summary>
internal static class TerraformSchemas
{
    public static BodySchema File { get; } = Of(
        [],
        [
            new("terraform"), new("required_providers"), new("provider", "name"), new("variable", "name"), new("locals"), new("output", "name"),
            new("module", "name"), new("resource", "type", "name"), new("data", "type", "name"), new("ephemeral", "type", "name"),
            new("moved"), new("import"), new("removed"), new("check", "name"),
        ]);

    public static BodySchema Terraform { get; } = Of(
        ["required_version", "experiments", "language"],
        [new("backend", "type"), new("cloud"), new("required_providers"), new("provider_meta", "provider"), new("encryption")]);

    /// <summary>What tells a root's state from others in the same backend, the most telling first.</summary>
    public static IReadOnlyList<string> BackendKeys { get; } = ["key", "prefix", "path", "schema_name", "address"];

    public static BodySchema BackendKey { get; } = Of([.. BackendKeys], []);

    public static BodySchema Variable { get; } = Of(
        ["description", "default", "type", "sensitive", "ephemeral", "nullable", "deprecated"], [new("validation")]);

    public static BodySchema Output { get; } = Of(
        ["description", "value!", "depends_on", "sensitive", "ephemeral", "deprecated"], [new("precondition"), new("postcondition")]);

    public static BodySchema OutputOverride { get; } = Of(
        ["description", "value", "depends_on", "sensitive", "ephemeral", "deprecated"], [new("precondition"), new("postcondition")]);

    public static BodySchema Module { get; } = Of(["source!", "version", "count", "for_each", "depends_on", "providers"], Reserved);

    public static BodySchema ModuleOverride { get; } = Of(["source", "version", "count", "for_each", "depends_on", "providers"], Reserved);

    public static BodySchema Resource { get; } = Of(
        ["count", "for_each", "provider", "depends_on"], [new("locals"), new("lifecycle"), new("connection"), new("provisioner", "type"), new("_")]);

    public static BodySchema Data { get; } = Of(
        ["count", "for_each", "provider", "depends_on"], [new("lifecycle"), new("locals"), new("_")]);

    public static BodySchema Lifecycle { get; } = Of(
        ["create_before_destroy", "prevent_destroy", "ignore_changes", "replace_triggered_by"], [new("precondition"), new("postcondition")]);

    public static BodySchema DataLifecycle { get; } = Of([], [new("precondition"), new("postcondition")]);

    public static BodySchema Rule { get; } = Of(["condition!", "error_message!"], []);

    public static BodySchema Provider { get; } = Of(["alias", "version"], [new("locals"), new("_"), new("lifecycle"), new("count"), new("for_each")]);

    public static BodySchema Check { get; } = Of([], [new("data", "type", "name"), new("assert")]);

    public static BodySchema Moved { get; } = Of(["from!", "to!"], []);

    public static BodySchema Import { get; } = Of(["id", "to!", "for_each", "provider", "identity"], []);

    public static BodySchema Removed { get; } = Of(["from!"], [new("lifecycle"), new("connection"), new("provisioner", "type")]);

    public static BodySchema RemovedLifecycle { get; } = Of(["destroy"], []);

    private static BlockSchema[] Reserved => [new("_"), new("lifecycle"), new("locals"), new("provider", "type")];

    // A name with a mark of exclamation is required.
    private static BodySchema Of(string[] attributes, BlockSchema[] blocks) =>
        new([.. attributes.Select(a => new AttributeSchema(a.TrimEnd('!'), a.EndsWith('!')))], blocks);
}

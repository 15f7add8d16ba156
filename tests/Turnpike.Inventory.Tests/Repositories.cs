namespace Turnpike.Inventory.Tests;

/// <summary>Repositories as their connector tells of them.</summary>
internal static class Repositories
{
    /// <summary>Two environments of the same code, only one with a key of its own.</summary>
    public const string Infra = """
        {"apiVersion":"v1","kind":"List","items":[
          {"apiVersion":"turnpike/v1","kind":"Repository","metadata":{"name":"github.com/acme/infra"},"spec":{"address":"https://github.com/acme/infra.git"}},
          {"apiVersion":"turnpike/v1","kind":"CodeOwners","metadata":{"name":"CODEOWNERS"},"spec":{"syntax":"github","rules":[
            {"pattern":"*","owners":["@acme/everyone"],"section":"","line":1},
            {"pattern":"/envs/prod/","owners":["@ada","@acme/prod"],"section":"","line":2},
            {"pattern":"storage.tf","owners":["@acme/storage"],"section":"","line":3},
            {"pattern":"/envs/staging/storage.tf","owners":["@acme/everyone"],"section":"","line":4}]}},
          {"apiVersion":"turnpike/v1","kind":"TerraformRoot","metadata":{"name":"envs/prod"},"spec":{"path":"envs/prod","backend":"s3","backend_key":"envs/prod/terraform.tfstate",
            "resources":[{"address":"aws_s3_bucket.logs","in":"envs/prod","place":"envs/prod/storage.tf:1"},{"address":"aws_sqs_queue.q","in":"envs/prod","place":"envs/prod/main.tf:9"}]}},
          {"apiVersion":"turnpike/v1","kind":"TerraformRoot","metadata":{"name":"envs/staging"},"spec":{"path":"envs/staging","backend":"s3",
            "resources":[{"address":"aws_s3_bucket.logs","in":"envs/staging","place":"envs/staging/storage.tf:1"},{"address":"aws_sqs_queue.q","in":"envs/staging","place":"envs/staging/main.tf:9"}]}}]}
        """;

    /// <summary>A service, a database and their system.</summary>
    public const string Shop = """
        {"apiVersion":"v1","kind":"List","items":[
          {"apiVersion":"turnpike/v1","kind":"Repository","metadata":{"name":"github.com/acme/shop"},"spec":{}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Component","metadata":{"name":"web","annotations":{"turnpike/place":"services/web/catalog-info.yaml:1","turnpike/resources":"terraform/shop//aws_sqs_queue.*"}},
            "spec":{"type":"service","lifecycle":"production","owner":"group:default/payments","system":"shop","dependsOn":["resource:orders"]}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"Resource","metadata":{"name":"orders"},"spec":{"type":"database","owner":"data","system":"shop"}},
          {"apiVersion":"backstage.io/v1alpha1","kind":"System","metadata":{"name":"shop","labels":{"acme.com/tier":"gold"}},"spec":{"owner":"payments"}}]}
        """;
}

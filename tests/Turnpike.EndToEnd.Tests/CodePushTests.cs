using Turnpike.Governance.Access;

namespace Turnpike.EndToEnd.Tests;

/// <summary>Code from a pipeline, before anybody planned it.</summary>
public sealed class CodePushTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("turnpike-code-");

    [Fact]
    public async Task A_folder_of_code_is_judged_on_what_the_estate_knows_of_it()
    {
        var office = new Workplace(_folder.FullName);
        await using var books = await Books.OpenAsync(office, ["--data", "books"]);
        var pipeline = await books.PipelineAsync("ci", "shop/*");
        var person = await books.PersonAsync("bea@kestrel.example", Role.Approver);
        Write(pipeline, "infra/main.tf", """
            resource "aws_security_group" "web" {
              name = "web"
              ingress {
                from_port   = 22
                to_port     = 22
                protocol    = "tcp"
                cidr_blocks = ["0.0.0.0/0"]
              }
            }
            """);
        Write(pipeline, "infra/values.yaml", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: not-pushed}\n");
        Write(pipeline, "web.tfstate", """
            {"version":4,"terraform_version":"1.11.4","serial":3,"lineage":"l","outputs":{},"resources":[
             {"mode":"managed","type":"aws_sqs_queue","name":"gone","provider":"provider[\"registry.terraform.io/hashicorp/aws\"]","instances":[{"schema_version":0,"attributes":{"name":"jobs"}}]}]}
            """);
        (await pipeline.TurnpikeAsync("push", "web.tfstate", "--scope", "shop/web")).Ends(0);

        var first = (await pipeline.TurnpikeAsync("push", "infra", "--scope", "shop/web", "--title", "open the door")).Ends(1);

        first.Says("0.0.0.0/0 may reach port 22").Says("main.tf:7").Says("aws-sg-open-admin-ports");
        Assert.Equal(first.Output, (await pipeline.TurnpikeAsync("push", "infra", "--scope", "shop/web", "--title", "open the door")).Ends(1).Output);
        var list = (await person.TurnpikeAsync("changes")).Ends(0).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Single(list, static line => line.Contains("open the door", StringComparison.Ordinal));
        var id = list.Single(static line => line.Contains("open the door", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[0];
        (await person.TurnpikeAsync("show", id, "--diff")).Ends(0).Says("aws_security_group.web  create").Says("aws_sqs_queue.gone  delete");

        // The same by way of a file, and as what there is.
        (await pipeline.TurnpikeAsync("terraform", "result", "infra", "-o", "result.json")).Ends(0);
        Assert.Equal(first.Output, (await pipeline.TurnpikeAsync("push", "result.json", "--scope", "shop/web")).Ends(1).Output);
        (await pipeline.TurnpikeAsync("push", "infra", "--scope", "shop/declared", "--declared")).Ends(0).Says("terraform-code, 1 resources in shop/declared: 1 added");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static void Write(Workplace place, string name, string text)
    {
        var path = place.File(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}

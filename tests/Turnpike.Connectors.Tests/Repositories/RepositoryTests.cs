using System.Text;
using Turnpike.Connectors.Repositories.Git;
using Turnpike.Formats;
using Turnpike.Formats.Observation;
using Turnpike.Values;

namespace Turnpike.Connectors.Tests.Repositories;

public sealed class RepositoryTests : IDisposable
{
    private readonly Readings _readings = new();

    public void Dispose() => _readings.Dispose();

    [Fact]
    public async Task A_working_copy_tells_what_it_is_made_of()
    {
        WriteInfra();
        var parts = await _readings.ReadAsync("repository", """{"path": "~/git/infra", "render": false}""");

        Assert.Equal(
            ["code/infra repository", "code/infra/charts/web rendered", "code/infra/deploy/base manifests", "code/infra/deploy/prod rendered", "code/infra/k8s manifests"],
            parts.Keys.Order(StringComparer.Ordinal));
        Assert.All(parts.Values.Where(p => p.Content is not null), p => Assert.Equal(InputStatus.Read, InputReader.Read("x", p.Content!.Value).Status));
        var repository = parts["code/infra repository"];
        Assert.Equal((CoverageStatus.Read, null), (repository.Coverage[0].Status, repository.Coverage[0].Message));

        var root = Of(repository, "TerraformRoot", "envs/prod").At("spec");
        Assert.Equal(("s3", ">= 1.9"), (root.TextAt("backend"), root.TextAt("required_version")));
        Assert.Equal("""{"registry.terraform.io/hashicorp/aws":"5.100.0"}""", JsonText.Redacted(root.At("locked")!));
        Assert.Equal(
            [
                "network  ../../modules/network  modules/network envs/prod/main.tf:6",
                "vpc ~> 5.1 terraform-aws-modules/vpc/aws   envs/prod/main.tf:9",
                "labels  git::https://example.com/labels.git?ref=v2.0 v2.0  modules/network/main.tf:4",
            ],
            root.ItemsAt("modules").OrderBy(m => m.TextAt("place"), StringComparer.Ordinal).Select(m => $"{m.TextAt("name")} {m.TextAt("version")} {m.TextAt("source")} {m.TextAt("revision")} {m.TextAt("path")} {m.TextAt("place")}"));
        Assert.Equal("""{"aws_subnet":1,"aws_vpc":1}""", JsonText.Redacted(root.At("resource_types")!));
        Assert.Equal(
            ["aws_vpc.main envs/prod", "aws_subnet.a modules/network"],
            root.ItemsAt("resources").Select(static r => $"{r.TextAt("address")} {r.TextAt("in")}"));
        Assert.Equal("prod/terraform.tfstate", root.TextAt("backend_key"));
        Assert.Equal("""[{"owners":["@acme/prod"],"place":"CODEOWNERS:2"}]""", JsonText.Redacted(root.At("owners")!));
        Assert.Equal("terraform plan", Of(repository, "Pipeline", ".github/workflows/plan.yml").ItemsAt("spec", "uses")[0].TextAt("command"));
        Assert.Equal("catalog-info.yaml:2", Of(repository, "Component", "web").TextAt("metadata", "annotations", "turnpike/place"));
        Assert.Equal("docs/catalog-info.yaml:2", Of(repository, "Component", "web").TextAt("metadata", "annotations", "turnpike/also-at"));
        Assert.Equal("group:default/payments", Of(repository, "Component", "web").ItemsAt("relations")[0].TextAt("targetRef"));
        Assert.Equal("1.2.3", Of(repository, "HelmChart", "charts/web").TextAt("spec", "version"));
        Assert.DoesNotContain(Items(repository), i => i.TextAt("metadata", "name") == "modules/network");

        Assert.Equal(["k8s/web.yaml:1", "k8s/web.yaml:6"], Items(parts["code/infra/k8s manifests"]).Where(i => i.TextAt("metadata", "name") == "web").Select(i => i.TextAt("metadata", "annotations", "turnpike/place")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Kustomizations_are_rendered_and_their_files_not_told_twice()
    {
        await Programs.RunAsync(_readings.Folder, "kubectl", ["version", "--client"]);
        _readings.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH")!;
        WriteInfra();
        _readings.Write("git/infra/deploy/evil/kustomization.yaml", "resources: ['https://example.com/base?ref=main']");
        _readings.Write("git/infra/deploy/broken/kustomization.yaml", "resources: [none.yaml]");
        var parts = await _readings.ReadAsync("repository", """{"path": "~/git/infra"}""");

        var rendered = Assert.Single(Items(parts["code/infra/deploy/prod rendered"]), i => i.TextAt("kind") == "Deployment");
        Assert.Equal(("prod-api", "deploy/prod"), (rendered.TextAt("metadata", "name"), rendered.TextAt("metadata", "annotations", "turnpike/place")));
        Assert.DoesNotContain("code/infra/deploy/base manifests", parts.Keys);
        var gaps = parts.Values.Where(p => p.Content is null).SelectMany(p => p.Coverage).Where(c => c.Status != CoverageStatus.Read).Select(c => c.Message!).ToList();
        Assert.Contains(gaps, g => g.Contains("https://example.com/base?ref=main, which is not fetched", StringComparison.Ordinal));
        Assert.Contains(gaps, g => g.StartsWith("not rendered:", StringComparison.Ordinal) && g.Contains("none.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_clone_is_fetched_anew_and_what_was_deleted_is_gone()
    {
        WriteInfra();
        var folder = Path.Join(_readings.Folder, "git/infra");
        _readings.Write("git/infra/logo.png", "not to be fetched");
        File.CreateSymbolicLink(Path.Join(folder, "k8s/passwd.yaml"), "/etc/passwd");
        await Programs.GitAsync(folder, "init", "-q", "-b", "main");
        await Programs.GitAsync(folder, "add", "-A");
        await Programs.GitAsync(folder, "commit", "-qm", "one");
        await Programs.GitAsync(folder, "tag", "v1.10.0");
        await Programs.GitAsync(folder, "tag", "-a", "-m", "older", "v1.2.0");
        await using var server = await GitServer.StartAsync(Path.Join(_readings.Folder, "git"));
        var settings = $$"""{"repository": "{{server.Address}}/infra/.git", "name": "infra", "ref": "main", "render": "no"}""";

        var first = await _readings.ReadAsync("repository", settings);
        var again = await _readings.ReadAsync("repository", settings);
        Assert.Equal(first.Keys, again.Keys);
        Assert.All(first.Where(p => p.Value.Content is not null), p => Assert.Equal(Text(p.Value), Text(again[p.Key])));
        Assert.Equal(await Programs.GitAsync(folder, "rev-parse", "HEAD"), Of(first["code/infra repository"], "Repository", "infra").TextAt("spec", "commit"));
        Assert.Equal("""["v1.10.0","v1.2.0"]""", JsonText.Redacted(Of(first["code/infra repository"], "Repository", "infra").At("spec", "tags")!));
        Assert.Equal(await Programs.GitAsync(folder, "tag", "--list"), string.Join('\n', Of((await _readings.ReadAsync("repository", $$"""{"path": "{{folder}}", "name": "infra", "render": "no"}"""))["code/infra repository"], "Repository", "infra").ItemsAt("spec", "tags").Select(static t => ((StringValue)t).Value)));
        Assert.Empty(Directory.GetFiles(_readings.Scratch, "logo.png", SearchOption.AllDirectories));

        File.Delete(Path.Join(folder, "k8s/web.yaml"));
        await Programs.GitAsync(folder, "commit", "-qam", "two");
        var third = await _readings.ReadAsync("repository", settings);
        Assert.Empty(Items(third["code/infra/k8s manifests"]));
        Assert.DoesNotContain("code/infra/k8s manifests", (await _readings.ReadAsync("repository", settings)).Keys);
        var fault = await Assert.ThrowsAsync<ConnectionFailedException>(() => _readings.ReadAsync("repository", settings.Replace("main", "none", StringComparison.Ordinal)));
        Assert.Contains("cannot be fetched", fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://github.com/acme/infra.git", "github.com/acme/infra")]
    [InlineData("git@github.com:acme/infra.git", "github.com/acme/infra")]
    [InlineData("ssh://git@example.com:2222/acme/infra", "example.com/acme/infra")]
    [InlineData("http://127.0.0.1:80/x", "127.0.0.1/x")]
    [InlineData("http://example.com/x", null)]
    [InlineData("git://example.com/x", null)]
    [InlineData("file:///etc", null)]
    [InlineData("/etc", null)]
    [InlineData("ext::sh -c touch% /tmp/x", null)]
    [InlineData("--upload-pack=touch /tmp/x", null)]
    [InlineData("ssh://-oProxyCommand=id/x", null)]
    [InlineData("-oProxyCommand=id@host:x", null)]
    [InlineData("git@-oProxyCommand=id:x", null)]
    [InlineData("git@host:-x", null)]
    [InlineData("https://user:secret@example.com/x", null)]
    [InlineData("https://token@example.com/x", null)]
    [InlineData("https://example.com/x\n--upload-pack", null)]
    [InlineData("https://example.com", null)]
    public void Only_safe_addresses_are_given_to_git(string text, string? name) => Assert.Equal(name, GitAddress.TryParse(text, out var refusal)?.Name ?? (refusal is null ? "" : null));

    [Theory]
    [InlineData("main", true)]
    [InlineData("refs/heads/feature/x-1", true)]
    [InlineData("v1.2.3", true)]
    [InlineData("--upload-pack=id", false)]
    [InlineData("a..b", false)]
    [InlineData("a:b", false)]
    [InlineData("a b", false)]
    [InlineData("HEAD~1", false)]
    [InlineData("", false)]
    public void Only_names_are_given_as_refs(string text, bool isRef) => Assert.Equal(isRef, GitAddress.IsRef(text));

    private void WriteInfra()
    {
        _readings.Write("git/infra/envs/prod/main.tf", """
            terraform {
              required_version = ">= 1.9"
              backend "s3" { key = "prod/terraform.tfstate" }
              required_providers { aws = { source = "hashicorp/aws", version = "~> 5.0" } }
            }
            module "network" {
              source = "../../modules/network"
            }
            module "vpc" {
              source  = "terraform-aws-modules/vpc/aws"
              version = "~> 5.1"
            }
            resource "aws_vpc" "main" {}
            """);
        _readings.Write("git/infra/envs/prod/.terraform.lock.hcl", """
            provider "registry.terraform.io/hashicorp/aws" {
              version = "5.100.0"
            }
            """);
        _readings.Write("git/infra/modules/network/main.tf", """
            resource "aws_subnet" "a" {
              vpc_id = "x"
            }
            module "labels" {
              source = "git::https://example.com/labels.git?ref=v2.0"
            }
            """);
        _readings.Write("git/infra/CODEOWNERS", "* @acme/all\n/envs/prod/ @acme/prod\n");
        _readings.Write("git/infra/.github/workflows/plan.yml", "jobs:\n  plan:\n    steps:\n    - run: terraform plan\n      working-directory: envs/prod\n");
        _readings.Write("git/infra/docs/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: Web}\nspec: {type: service, owner: nobody}\n");
        _readings.Write("git/infra/catalog-info.yaml", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: {name: web}\nspec: {type: service, owner: payments}\n");
        _readings.Write("git/infra/k8s/web.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {}\n");
        _readings.Write("git/infra/k8s/kubeconfig.yaml", "apiVersion: v1\nkind: Config\nusers: [{name: a, user: {token: hunter2}}]\n");
        _readings.Write("git/infra/charts/web/Chart.yaml", "apiVersion: v2\nname: web\nversion: 1.2.3\n");
        _readings.Write("git/infra/charts/web/templates/a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: {{ .Release.Name }}}\n");
        _readings.Write("git/infra/deploy/base/kustomization.yaml", "resources: [api.yaml]\n");
        _readings.Write("git/infra/deploy/base/api.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {}\n");
        _readings.Write("git/infra/deploy/prod/kustomization.yaml", "namePrefix: prod-\nresources: [../base]\npatches: [{path: more.yaml}]\n");
        _readings.Write("git/infra/deploy/prod/more.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: api}\nspec: {replicas: 3}\n");
    }

    private static IReadOnlyList<Value> Items(PartReading part) => Readings.Json(part.Content).ItemsAt("items");

    private static Value Of(PartReading part, string kind, string name) => Items(part).Single(i => i.TextAt("kind") == kind && i.TextAt("metadata", "name") == name);

    private static string Text(PartReading part) => Encoding.UTF8.GetString(part.Content!.Value.Span);
}

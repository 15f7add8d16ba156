using System.Text;
using System.Text.Json.Nodes;
using Turnpike.Estate;
using Turnpike.Estate.Identity;
using Turnpike.Formats;
using Turnpike.Formats.Kubernetes;
using Turnpike.Formats.TerraformShow;
using Turnpike.Formats.TerraformState;
using Turnpike.Inventory.Sources;
using Turnpike.Ledger.Merkle;
using Turnpike.Tests;
using Turnpike.Values;

namespace Turnpike.Inventory.Tests;

/// <summary>Real states and manifests, into the stores and back.</summary>
public class VectorTests
{
    [Fact]
    public async Task States_come_back_as_they_were_and_no_secret_is_in_any_byte_that_was_kept()
    {
        await using var yard = new Yard();
        var secrets = new List<string>();
        var files = Directory.EnumerateFiles(Vectors.Path("terraform/roots"), "state*.json", SearchOption.AllDirectories)
            .Append(Path.Combine(Vectors.RepositoryRoot, "samples/kestrel/state/network.tfstate"))
            .Concat(Directory.EnumerateFiles(Path.Combine(Vectors.RepositoryRoot, "samples/kestrel/cluster"), "*.yaml")).Order(StringComparer.Ordinal).ToList();
        Assert.True(files.Count > 30, $"{files.Count} files");
        foreach (var file in files)
        {
            await ComesBackAsync(yard, file, secrets);
        }

        Assert.True(secrets.Count > 10, $"{secrets.Count} secrets");
        await HoldsNoneAsync(yard, secrets);
    }

    [Fact]
    public async Task A_kubernetes_secret_is_kept_by_name_only()
    {
        await using var yard = new Yard();
        var receipt = await yard.PushAsync("cluster", "secret.yaml", """
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
              namespace: shop
              annotations:
                kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"password":"correct-horse-battery"}}'
            stringData:
              password: correct-horse-battery
            """);

        Assert.Equal(1, receipt.Resources);
        var snapshot = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var resource = Assert.Single(await snapshot.LoadAsync([.. snapshot.Rows()], TestContext.Current.CancellationToken));
        var password = ValuePath.Of("stringData", "password").Resolve(resource.Attributes);
        Assert.Equal(UnknownOrigin.Withheld, Assert.IsType<UnknownValue>(password).Origin);
        Assert.True(password.IsSensitive);
        await HoldsNoneAsync(yard, ["correct-horse-battery"]);
    }

    private static async Task ComesBackAsync(Yard yard, string file, List<string> secrets)
    {
        var scope = Path.GetFileName(Path.GetDirectoryName(file)!) + "/" + Path.GetFileNameWithoutExtension(file);
        var content = WithTokens(file, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken), secrets);
        var original = ResourcesOf(InputReader.Read(file, content, new InputReaderOptions { Scope = new EstateScope(scope) }));
        var outcome = await yard.Receive.RunAsync("ada", new SourcePush(scope, "state.json", content), TestContext.Current.CancellationToken);
        var receipt = Assert.IsType<SourceOutcome.Received>(outcome).Receipt;
        Assert.Equal((original.Count, original.Count, 0, 0), (receipt.Resources, receipt.Added, receipt.Changed, receipt.Removed));

        var snapshot = await yard.Inventory.AtAsync(null, TestContext.Current.CancellationToken);
        var loaded = (await snapshot.LoadAsync([.. snapshot.Rows(scope)], TestContext.Current.CancellationToken)).ToDictionary(static r => (r.Id.ToString(), r.Deposed));
        foreach (var resource in original)
        {
            var back = Assert.Contains((resource.Id.ToString(), resource.Deposed), loaded);
            Assert.Equal((resource.Type, resource.Provider, resource.Address.Mode, resource.Address.IsKubernetes, resource.Address.Module.Text), (back.Type, back.Provider, back.Address.Mode, back.Address.IsKubernetes, back.Address.Module.Text));
            Assert.Equal(Encoding.UTF8.GetString(Yard.Key.Write(resource.Attributes)), Encoding.UTF8.GetString(Yard.Key.Write(back.Attributes)));
            if (!resource.Attributes.HoldsSensitive)
            {
                Assert.Equal(resource.Attributes, back.Attributes);
            }
        }

        Assert.Equal(original.Count, loaded.Count);
    }

    private static List<Resource> ResourcesOf(InputRead read) => read.Document switch
    {
        TerraformStateDocument state => [.. state.Resources],
        TerraformShowDocument show => [.. show.Resources],
        KubernetesDocument manifests => [.. manifests.Resources],
        _ => throw new InvalidOperationException($"{read.Name}: {string.Join(", ", read.Diagnostics)}"),
    };

    // A token in the place of every sensitive text: those of the vectors are said elsewhere in the open, too.
    private static byte[] WithTokens(string file, byte[] content, List<string> tokens)
    {
        if (!file.EndsWith("json", StringComparison.Ordinal))
        {
            return content;
        }

        var root = JsonNode.Parse(content)!;
        foreach (var resource in ResourcesOf(InputReader.Read(file, content)))
        {
            foreach (var path in SensitiveTexts(resource.Attributes, ValuePath.Root))
            {
                tokens.Add($"token-{tokens.Count}-{Guid.NewGuid():n}");
                JsonNode at = root;
                foreach (var step in resource.Origin.Path.Concat(path.Take(path.Count - 1)))
                {
                    at = Step(at, step)!;
                }

                Set(at, path[path.Count - 1], tokens[^1]);
            }
        }

        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    private static JsonNode? Step(JsonNode at, Value step) => step is StringValue key ? at[key.Value] : at[IndexOf(step)];

    private static int IndexOf(Value step) => ((NumberValue)step).TryGetInt32(out var index) ? index : -1;

    private static void Set(JsonNode at, Value step, string text)
    {
        if (step is StringValue key)
        {
            at[key.Value] = text;
        }
        else
        {
            at[IndexOf(step)] = text;
        }
    }

    private static IEnumerable<ValuePath> SensitiveTexts(Value value, ValuePath path) => value switch
    {
        StringValue { IsSensitive: true } => [path],
        ObjectValue members => Enumerable.Range(0, members.Count).SelectMany(i => SensitiveTexts(members.Values[i], path.Append(members.Keys[i]))),
        ArrayValue items => Enumerable.Range(0, items.Count).SelectMany(i => SensitiveTexts(items[i], path.Append(i))),
        _ => [],
    };

    private static async Task HoldsNoneAsync(Yard yard, IReadOnlyCollection<string> secrets)
    {
        var kept = new List<byte[]>();
        await foreach (var info in yard.Attachments.ListAsync(TestContext.Current.CancellationToken))
        {
            kept.Add((await yard.Attachments.FindAsync(info.Hash, TestContext.Current.CancellationToken))!.Content.ToArray());
        }

        await foreach (var entry in yard.Ledger.ReadAsync(0, TestContext.Current.CancellationToken))
        {
            kept.Add(entry.Data.ToArray());
        }

        foreach (var secret in secrets)
        {
            var plain = Encoding.UTF8.GetBytes(secret);
            var folded = Encoding.UTF8.GetBytes(secret.ToLowerInvariant());
            var bare = SHA256Of(plain);
            foreach (var bytes in kept)
            {
                Assert.True(bytes.AsSpan().IndexOf(plain) < 0 && bytes.AsSpan().IndexOf(folded) < 0 && bytes.AsSpan().IndexOf(bare.ToArray()) < 0, $"{secret} is kept");
            }
        }
    }

    private static Hash256 SHA256Of(byte[] bytes) => new(System.Security.Cryptography.SHA256.HashData(bytes));
}

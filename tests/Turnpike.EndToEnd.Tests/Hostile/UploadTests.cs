using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Turnpike.Tests;

namespace Turnpike.EndToEnd.Tests.Hostile;

/// <summary>Bodies that are meant to hurt. Each row of docs/guides/hostile-input.md names one of these.</summary>
public sealed class UploadTests(HostileNode hostile) : IClassFixture<HostileNode>
{
    private const string Sources = "api/v1/sources?scope=hostile&name=input";
    private const string Changes = "api/v1/changes?scope=hostile&name=plan.json";
    private const string PlanStart = """{"format_version":"1.2","terraform_version":"1.11.4","planned_values":{"root_module":{}},"resource_changes":[{"address":"a.b","mode":"managed","type":"a","name":"b","provider_name":"p","change":{"actions":["create"],"before":null,"after":""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Sources)]
    [InlineData(Changes)]
    public async Task A_body_beyond_the_limit_is_refused(string path)
    {
        var large = new byte[HostileNode.MaxUpload + 1];
        large.AsSpan().Fill((byte)' ');

        (await hostile.PushAsync(path, HostileNode.Bytes(large))).Is(413, "too-large");

        // And where nothing is announced.
        using var chunked = new StreamContent(new MemoryStream(large)) { Headers = { ContentType = new("application/json") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = chunked, Headers = { TransferEncodingChunked = true } };
        using var answer = await hostile.Pipeline.SendAsync(request, Cancel);
        Assert.Equal(413, (int)answer.StatusCode);
    }

    [Fact]
    public async Task A_gzip_bomb_is_refused_when_it_has_grown_to_the_limit()
    {
        var packed = Gzip(new byte[512 << 20]);
        Assert.True(packed.Length < HostileNode.MaxUpload);
        var before = GC.GetTotalAllocatedBytes();

        (await hostile.PushAsync(Sources, HostileNode.Bytes(packed, encoding: "gzip"))).Is(413, "too-large");
        Assert.True(GC.GetTotalAllocatedBytes() - before < 64 << 20, "much more was inflated than the limit allows");
    }

    [Theory]
    [InlineData("""{"code_result":{"version":2},"format_version":"1.2"}""")]
    [InlineData("""{"code_result":{"version":1e9},"format_version":"1.2"}""")]
    [InlineData("""{"code_result":{"version":1,"resources":[""")]
    [InlineData("""{"code_result":{"version":1,"resources":[{},{}]},"format_version":"1.2","resource_changes":[]}""")]
    [InlineData("""{"code_result":{"version":1,"files":{"a":1},"resources":"x"},"format_version":"1.2","resource_changes":[]}""")]
    [InlineData("""{"code_result":[],"format_version":"1.2"}""")]
    public async Task A_code_result_that_is_out_of_form_is_refused(string text)
    {
        foreach (var path in (string[])[Changes, Sources])
        {
            var refusal = await hostile.PushAsync(path, HostileNode.Bytes(Encoding.UTF8.GetBytes(text)));
            Assert.Equal((422, 0), (refusal.Status, refusal.Recorded));
        }
    }

    [Fact]
    public async Task What_only_says_that_it_is_gzip_is_refused()
    {
        var packed = Gzip(Encoding.UTF8.GetBytes(Manifest("fine")));
        foreach (var bytes in new[] { "not gzip"u8.ToArray(), [.. packed[..10], .. Enumerable.Repeat((byte)0xff, 40)] })
        {
            var refusal = await hostile.PushAsync(Sources, HostileNode.Bytes(bytes, encoding: "gzip"));
            Assert.InRange(refusal.Status, 400, 422);
            Assert.Equal(0, refusal.Recorded);
        }
    }

    /// <summary>What came whole so far reads well: without a look at the end half a state would be taken for all of it.</summary>
    [Theory]
    [InlineData("whole", 200)]
    [InlineData("cut in the middle", 400)]
    [InlineData("cut before its end", 400)]
    [InlineData("wrong checksum", 400)]
    [InlineData("wrong length", 400)]
    [InlineData("followed by something", 400)]
    [InlineData("followed by another", 400)]
    [InlineData("empty", 400)]
    public async Task Gzip_that_is_not_one_whole_is_refused(string kind, int status)
    {
        var text = string.Concat(Enumerable.Range(0, 200).Select(i => Manifest("part-" + i) + "---\n"));
        var packed = Gzip(Encoding.UTF8.GetBytes(text));
        byte[] sent = kind switch
        {
            "cut in the middle" => packed[..(packed.Length / 2)],
            "cut before its end" => packed[..^8],
            "wrong checksum" => [.. packed[..^8], (byte)~packed[^8], .. packed[^7..]],
            "wrong length" => [.. packed[..^4], (byte)~packed[^4], .. packed[^3..]],
            "followed by something" => [.. packed, .. "and more"u8],
            "followed by another" => [.. packed, .. Gzip(Encoding.UTF8.GetBytes(Manifest("other")))],
            "empty" => [],
            _ => packed,
        };
        var refusal = await hostile.PushAsync("api/v1/sources?scope=gzip&name=" + Uri.EscapeDataString(kind), HostileNode.Bytes(sent, encoding: "gzip"));
        Assert.True(refusal.Status == status, $"{refusal.Status}: {refusal.Body}");
        Assert.Equal(status == 200 ? 1 : 0, refusal.Recorded);
    }

    [Theory]
    [InlineData("zip")]
    [InlineData("elf")]
    [InlineData("utf-16 surrogates")]
    public async Task What_is_no_text_is_refused(string kind)
    {
        var bytes = kind switch
        {
            "zip" => Zip(),
            "elf" => [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1, 0, .. new byte[512]],
            _ => new byte[] { 0xff, 0xfe, 0x00, 0xd8, 0x00, 0xd8 },
        };
        (await hostile.PushAsync(Sources, HostileNode.Bytes(bytes))).Is(422, "");
    }

    [Theory]
    [InlineData("deep nesting")]
    [InlineData("deep nesting, unclosed")]
    [InlineData("breaks off")]
    [InlineData("not UTF-8")]
    [InlineData("NUL")]
    public async Task A_plan_that_is_malformed_is_refused_with_its_place(string kind)
    {
        var plan = kind switch
        {
            "deep nesting" => Encoding.UTF8.GetBytes(PlanStart + string.Concat(Enumerable.Repeat("{\"a\":", 50_000)) + "1" + new string('}', 50_000) + "}}]}"),
            "deep nesting, unclosed" => Encoding.UTF8.GetBytes(PlanStart + new string('[', 200_000)),
            "breaks off" => Encoding.UTF8.GetBytes(PlanStart + "{\"a\": \"b"),
            "not UTF-8" => [.. Encoding.UTF8.GetBytes(PlanStart + "{\"a\":\""), 0xc3, 0x28, .. "\"}}}]}"u8],
            _ => Encoding.UTF8.GetBytes(PlanStart + "{\"a\":\"\0\"}}}]}"),
        };
        (await hostile.PushAsync(Changes, HostileNode.Bytes(plan, "application/json"))).Is(422, "diagnostics");
    }

    /// <summary>Numbers that would fill memory when written out, and keys given twice: judged or refused, never a crash or a wait.</summary>
    [Theory]
    [InlineData("1e999999999")]
    [InlineData("-1e-999999999")]
    [InlineData("{\"a\":1,\"a\":2}")]
    public async Task Huge_numbers_and_doubled_keys_do_not_hurt(string value)
    {
        var watch = Stopwatch.StartNew();
        var refusal = await hostile.PushAsync(Changes, HostileNode.Bytes(Encoding.UTF8.GetBytes(PlanStart + $"{{\"n\":{value}}}}}}}]}}"), "application/json"));

        Assert.True(refusal.Status is 201 or 200 or 422, $"{refusal.Status}: {refusal.Body}");
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), "it took very long");
    }

    [Fact]
    public async Task Aliases_of_YAML_that_multiply_are_refused()
    {
        var bomb = new StringBuilder("a0: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 12; i++)
        {
            bomb.Append(System.Globalization.CultureInfo.InvariantCulture, $"a{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n");
        }

        (await hostile.PushAsync(Sources, HostileNode.Bytes(Encoding.UTF8.GetBytes("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: bomb}\n" + bomb), "application/yaml"))).Is(422, "");
    }

    [Theory]
    [InlineData("image/png", 415)]
    [InlineData("multipart/form-data; boundary=x", 415)]
    [InlineData("application/x-www-form-urlencoded", 415)]
    [InlineData("text/html", 415)]
    public async Task Content_of_another_type_is_refused(string type, int status) =>
        (await hostile.PushAsync(Sources, HostileNode.Bytes(Encoding.UTF8.GetBytes(Manifest("typed")), type))).Is(status, "Content-Type");

    /// <summary>Names and scopes are text and never paths: nothing is made outside of the data folder, nothing is written through.</summary>
    [Theory]
    [InlineData("../../etc", "cron.d/x")]
    [InlineData("/etc/passwd", "../../../../tmp/turnpike-escaped")]
    [InlineData("a\0b", "n")]
    [InlineData("a\r\nSet-Cookie: x=y", "n")]
    [InlineData("\u202egnp.exe", "\u2066x")]
    [InlineData("a//b", "n")]
    [InlineData("", "n")]
    [InlineData("long", "long")]
    [InlineData("C:\\windows", "..\\..\\x")]
    public async Task Tricks_with_scopes_and_names_lead_nowhere(string scope, string name)
    {
        (scope, name) = scope == "long" ? (new string('s', 5000), new string('n', 5000)) : (scope, name);
        var beside = Directory.GetFileSystemEntries(Path.GetTempPath(), "turnpike-escaped*").Length;
        var refusal = await hostile.PushAsync($"api/v1/sources?scope={Uri.EscapeDataString(scope)}&name={Uri.EscapeDataString(name)}", HostileNode.Bytes(Encoding.UTF8.GetBytes(Manifest("tricks")), "application/yaml"));

        Assert.True(refusal.Status is 200 or (>= 400 and < 500), $"{refusal.Status}: {refusal.Body}");
        Assert.Equal(beside, Directory.GetFileSystemEntries(Path.GetTempPath(), "turnpike-escaped*").Length);
        Assert.All(Directory.GetFiles(hostile.Node.Settings.DataFolder), static f => Assert.Matches(@"/(ledger|attachments|node)\.db(-wal|-shm)?$", f));
    }

    /// <summary>Pages write them as text, and no browser takes JSON for a page.</summary>
    [Fact]
    public async Task Scripts_in_names_and_titles_are_nothing_but_text()
    {
        const string Script = "<script>alert(1)</script>";
        var plan = await File.ReadAllBytesAsync(Path.Combine(Vectors.RepositoryRoot, "samples", "kestrel", "plans", "parcels-prod.json"), Cancel);
        using var made = await hostile.Pipeline.PostAsync($"api/v1/changes?scope={Uri.EscapeDataString("x/" + Script)}&name=plan.json&title={Uri.EscapeDataString(Script)}", HostileNode.Bytes(plan, "application/json"), Cancel);
        Assert.True(made.IsSuccessStatusCode, await made.Content.ReadAsStringAsync(Cancel));
        using var link = await hostile.Pipeline.PostAsync($"api/v1/changes?scope=x&name=plan.json&url={Uri.EscapeDataString("javascript:alert(1)")}", HostileNode.Bytes(plan, "application/json"), Cancel);
        Assert.Equal(422, (int)link.StatusCode);

        using var request = new HttpRequestMessage(HttpMethod.Get, "changes") { Headers = { { "Accept", "text/html" } } };
        using var page = await hostile.Viewer.SendAsync(request, Cancel);
        var html = await page.Content.ReadAsStringAsync(Cancel);
        Assert.Contains("&lt;script&gt;alert(1)", html, StringComparison.Ordinal);
        Assert.DoesNotContain(Script, html, StringComparison.Ordinal);
        Assert.Contains("script-src 'self'", page.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);

        foreach (var path in new[] { "api/v1/changes", "api/v1/estate/scopes" })
        {
            using var listed = await hostile.Viewer.GetAsync(path, Cancel);
            Assert.True(listed.IsSuccessStatusCode);
            Assert.Equal("application/json", listed.Content.Headers.ContentType!.MediaType);
            Assert.Equal("nosniff", listed.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }

    private static string Manifest(string name) => $"apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: {name}\n";

    private static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return packed.ToArray();
    }

    private static byte[] Zip()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("../../bomb.json").Open();
            entry.Write(new byte[8 << 20]);
        }

        return packed.ToArray();
    }
}

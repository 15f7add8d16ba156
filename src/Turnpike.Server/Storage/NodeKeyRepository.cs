using System.Text;
using System.Xml.Linq;
using Dapper;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.DependencyInjection;

namespace Turnpike.Server.Storage;

/// <summary>
/// The keys that protect cookies, forms and webhook secrets, shared by all nodes. The first is made once with the other
/// secrets: nodes that start together would else each make one and not read what the other protected.
/// </summary>
internal sealed class NodeKeyRepository(ServerDatabase database) : IXmlRepository
{
    private const string Prefix = "data-protection/";
    public const string First = Prefix + "first";

    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(90);

    /// <summary>Registers data protection on the keys of this installation.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("turnpike");
        services.AddOptions<KeyManagementOptions>().Configure<ServerDatabase>((options, database) => options.XmlRepository = new NodeKeyRepository(database));
    }

    public IReadOnlyCollection<XElement> GetAllElements()
    {
        using var connection = database.Open();
        return [.. connection.Query<byte[]>("SELECT bytes FROM node_secret WHERE name LIKE @prefix ORDER BY name", new { prefix = Prefix + "%" }).Select(b => XElement.Parse(Encoding.UTF8.GetString(b)))];
    }

    public void StoreElement(XElement element, string friendlyName)
    {
        using var connection = database.Open();
        connection.Execute("INSERT INTO node_secret (name, bytes) VALUES (@name, @bytes) ON CONFLICT (name) DO NOTHING", new { name = Prefix + friendlyName, bytes = Encoding.UTF8.GetBytes(element.ToString()) });
    }

    /// <summary>A key in the form in which the framework keeps it.</summary>
    public static byte[] NewKey(DateTimeOffset now)
    {
        var caught = new Caught();
        var services = new ServiceCollection();
        services.AddDataProtection();
        services.Configure<KeyManagementOptions>(options => options.XmlRepository = caught);
        using var provider = services.BuildServiceProvider();
        provider.GetRequiredService<IKeyManager>().CreateNewKey(now, now + s_lifetime);
        return Encoding.UTF8.GetBytes(caught.Element!.ToString());
    }

    private sealed class Caught : IXmlRepository
    {
        public XElement? Element { get; private set; }

        public IReadOnlyCollection<XElement> GetAllElements() => [];

        public void StoreElement(XElement element, string friendlyName) => Element = element;
    }
}

namespace Turnpike.Connectors.Tests.Kubernetes;

/// <summary>What the cluster of the tests holds.</summary>
internal static class Shop
{
    public static void Fill(ClusterState state)
    {
        state.Put("namespaces", null, "shop", """{"status":{"phase":"Active"}}""");
        state.Put("nodes", null, "node-a", Node("2026-01-01T00:00:00Z"));
        state.Put("deployments", "shop", "web", """{"spec":{"replicas":5},"status":{"readyReplicas":5}}""");
        state.Put("replicasets", "shop", "web-7f", """{"metadata":{"ownerReferences":[{"apiVersion":"apps/v1","kind":"Deployment","name":"web","controller":true}]},"spec":{"replicas":5}}""");
        foreach (var i in (int[])[3, 0, 4, 1, 2])
        {
            state.Put("pods", "shop", $"web-{i}", Pod("web-7f", ready: true));
        }

        state.Put("configmaps", "shop", "settings", """{"data":{"colour":"green"}}""");
        state.Put("secrets", "shop", "database", """
            {"type":"Opaque","data":{"password":"aHVudGVyMg=="},
             "metadata":{"annotations":{"kubectl.kubernetes.io/last-applied-configuration":"{\"data\":{\"password\":\"aHVudGVyMg==\"}}","team":"payments"}}}
            """);
        foreach (var (revision, status) in ((int, string)[])[(9, "superseded"), (10, "deployed")])
        {
            state.Put("secrets", "shop", $"sh.helm.release.v1.web.v{revision}", $$$$"""
                {"type":"helm.sh/release.v1","data":{"release":"aHVudGVyMg=="},
                 "metadata":{"labels":{"owner":"helm","name":"web","status":"{{{{status}}}}","version":"{{{{revision}}}}"}}}
                """);
        }

        state.Put("services", "shop", "web", """{"spec":{"type":"LoadBalancer"},"status":{"loadBalancer":{"ingress":[{"ip":"192.0.2.1"}]}}}""");
        state.Put("events", "shop", "web-0.1");
        state.Put("leases", "shop", "leader");
        state.Put("poddisruptionbudgets", "shop", "web", """{"metadata":{"managedFields":[{"manager":"old-pipeline","operation":"Update","apiVersion":"policy/v1beta1"}]},"spec":{"minAvailable":1}}""");
        state.Put("customresourcedefinitions", null, "orders.shop.example.com", """{"spec":{"group":"shop.example.com","names":{"kind":"Order"}},"status":{"storedVersions":["v1beta1"]}}""");
        state.Put("orders", "shop", "first", """{"spec":{"lines":3},"status":{"total":12}}""");
    }

    public static string Pod(string owner, bool ready) => $$$$"""
        {"metadata":{"managedFields":[{"manager":"kubelet","apiVersion":"v1"}],"ownerReferences":[{"apiVersion":"apps/v1","kind":"ReplicaSet","name":"{{{{owner}}}}","controller":true}]},
         "spec":{"containers":[{"name":"web","image":"registry.example.com/web:1.4"}]},
         "status":{"phase":"Running","podIP":"10.0.0.{{{{(ready ? 1 : 2)}}}}","conditions":[{"type":"Ready","status":"{{{{ready}}}}"}],
           "containerStatuses":[{"name":"web","ready":{{{{(ready ? "true" : "false")}}}},"restartCount":{{{{(ready ? 0 : 3)}}}},"image":"registry.example.com/web:1.4","imageID":"docker-pullable://registry.example.com/web@sha256:aa"}]}}
        """;

    public static string Node(string heartbeat) => $$$$"""
        {"spec":{"providerID":"aws:///eu-west-1a/i-0abc"},
         "status":{"conditions":[{"type":"Ready","lastHeartbeatTime":"{{{{heartbeat}}}}"}],"nodeInfo":{"kubeletVersion":"v1.31.2","containerRuntimeVersion":"containerd://1.7.1","osImage":"Debian 12","kernelVersion":"6.1","architecture":"amd64"}}}
        """;
}

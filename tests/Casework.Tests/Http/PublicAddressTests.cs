using System.Net;
using IqWorkflows.Casework.Http;

namespace IqWorkflows.Casework.Tests.Http;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:2800:220:1::1", true)]
    [InlineData("172.15.255.255", true)] // just below the private range
    [InlineData("127.0.0.1", false)]
    [InlineData("127.9.9.9", false)]
    [InlineData("0.0.0.0", false)] // reaches this machine on many systems
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)] // where cloud providers tell secrets
    [InlineData("100.64.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("::ffff:127.0.0.1", false)] // loopback in other clothes
    [InlineData("::ffff:93.184.216.34", true)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("ff02::1", false)]
    public void Only_addresses_of_the_open_Internet_may_be_reached(string address, bool isPublic) =>
        Assert.Equal(isPublic, PublicAddress.Is(IPAddress.Parse(address)));
}

package io.kafkatcp.it.apps;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.common.message.ApiVersionsResponseData;
import org.apache.kafka.common.message.ApiVersionsResponseData.ApiVersion;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.MetadataResponseData.MetadataResponsePartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.MessageUtil;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * As much of Kafka's protocol as a broker made up for a test must speak: which versions there are, and who leads what.
 */
final class BrokerAnswers {

    private BrokerAnswers() {}

    /** @param metadata for a request that asks for it; any other is told the versions */
    static void write(RequestHeader request, MetadataResponseData metadata, OutputStream out) throws IOException {
        ApiMessage body = request.apiKey() == ApiKeys.METADATA ? metadata : versions();
        ResponseHeader header = request.toResponseHeader();
        ByteBuffer first = MessageUtil.toByteBufferAccessor(header.data(), header.headerVersion())
                .buffer();
        ByteBuffer second =
                MessageUtil.toByteBufferAccessor(body, request.apiVersion()).buffer();
        ByteBuffer all = ByteBuffer.allocate(4 + first.remaining() + second.remaining());
        all.putInt(first.remaining() + second.remaining()).put(first).put(second);
        out.write(all.array());
    }

    static MetadataResponsePartition partition(int index, int leader) {
        return new MetadataResponsePartition()
                .setPartitionIndex(index)
                .setLeaderId(leader)
                .setReplicaNodes(List.of(leader))
                .setIsrNodes(List.of(leader));
    }

    private static ApiVersionsResponseData versions() {
        ApiVersionsResponseData data = new ApiVersionsResponseData();
        for (ApiKeys key : List.of(ApiKeys.API_VERSIONS, ApiKeys.METADATA, ApiKeys.PRODUCE)) {
            data.apiKeys()
                    .add(new ApiVersion()
                            .setApiKey(key.id)
                            // as a broker says that has dropped the oldest
                            .setMinVersion((short) 0)
                            .setMaxVersion(key.latestVersion()));
        }
        return data;
    }
}
